using System.Text.Json;

namespace ClipSearch.Core.Models;

/// <summary>A small JSON file of a model folder. Invalid content is reported as a <see cref="ModelException"/>.</summary>
internal sealed class JsonFile : IDisposable
{
    /// <summary>The maximum size in bytes that is read or downloaded. Real files have a few kB.</summary>
    public const int MaxBytes = 1_000_000;

    private readonly JsonDocument document;

    private JsonFile(string path, JsonDocument document)
    {
        this.document = document;
        Root = new Node(path, "", document.RootElement);
    }

    public Node Root { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelException">The file is missing, unreadable, too large, or not a JSON object.</exception>
    public static JsonFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
                throw new ModelException($"{path} has {stream.Length} bytes; the limit is {MaxBytes}. Download the model again.");

            var document = JsonDocument.Parse(stream);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonFile(path, document);

            document.Dispose();
            throw new ModelException($"{path} is not a JSON object. Download the model again.");
        }
        catch (JsonException e)
        {
            throw new ModelException($"{path} is not JSON (line {e.LineNumber + 1}). Download the model again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    public void Dispose() => document.Dispose();

    /// <summary>An object in the file. An absent key and a null value both read as null.</summary>
    public sealed class Node(string path, string prefix, JsonElement element)
    {
        public bool IsObject(string key) => Find(key)?.ValueKind == JsonValueKind.Object;

        public Node? Child(string key) => Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } child => new Node(path, $"{prefix}{key}.", child),
            { } other => throw Unusable(key, Shown(other), "it must be an object"),
        };

        public string? Text(string key) => Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } value => Decoded(value.GetString),
            { } other => throw Unusable(key, Shown(other), "it must be a string"),
        };

        public bool? Boolean(string key) => Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { } other => throw Unusable(key, Shown(other), "it must be true or false"),
        };

        public int? Integer(string key, int minimum, int maximum) => Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var number) && number >= minimum && number <= maximum => number,
            { } other => throw Unusable(key, Shown(other), $"it must be a whole number from {minimum} to {maximum}"),
        };

        public double? Number(string key) => Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
            { } other => throw Unusable(key, Shown(other), "it must be a number"),
        };

        public IReadOnlyList<double>? Numbers(string key) => Find(key) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Array } array when array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number) =>
                [.. array.EnumerateArray().Select(item => item.GetDouble())],
            { } other => throw Unusable(key, Shown(other), "it must be a list of numbers"),
        };

        /// <summary>Creates the exception for an existing value that is out of range; <c>takes</c> describes the accepted values.</summary>
        public ModelException OutOfRange(string key, string takes) => Unusable(key, Shown(element.GetProperty(key)), takes);

        public ModelException Unusable(string key, string finding, string takes) =>
            new($"{prefix}{key} {finding} in {path}; {takes}.");

        private JsonElement? Find(string key) => Decoded(() =>
            element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : (JsonElement?)null);

        // System.Text.Json decodes strings lazily, and reports an unpaired surrogate this way.
        private T Decoded<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (InvalidOperationException e)
            {
                throw new ModelException($"{path} contains text that is not valid Unicode. Download the model again.", e);
            }
        }

        private static string Shown(JsonElement value)
        {
            var text = value.GetRawText().ReplaceLineEndings(" ");
            return $"is {(text.Length <= 40 ? text : text[..40] + "…")}";
        }
    }
}
