using System.Security.Cryptography;

namespace ClipSearch.Core.Models;

/// <summary>Compares a file on disk with its pinned content in the catalog.</summary>
internal static class FileCheck
{
    /// <summary>Returns what is wrong with the file, as the end of a sentence that begins with its path, or null.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string?> FindFaultAsync(string path, FilePin pin, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return "is missing";
        if (file.Length != pin.Bytes)
            return $"has {file.Length} bytes instead of {pin.Bytes}";

        await using var stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous, BufferSize = 0 });
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        return hash == pin.Sha256 ? null : $"has the SHA-256 {hash} instead of {pin.Sha256}";
    }

    /// <summary>Returns what is wrong with the configuration files in <paramref name="folder"/>, as a sentence, or null.</summary>
    public static string? FindConfigFault(string folder, ModelConfig expected)
    {
        try
        {
            var family = ModelFamilies.Of(folder);
            var differences = Differences(family.DimensionsKey, family.ReadConfig(folder), expected).ToList();
            return differences.Count == 0 ? null : $"The configuration in {folder} belongs to another model: {string.Join(", ", differences)}.";
        }
        catch (ModelException e)
        {
            return e.Message;
        }
    }

    private static IEnumerable<string> Differences(string dimensionsKey, ModelConfig found, ModelConfig expected)
    {
        (string Key, string Found, string Expected)[] values =
        [
            (dimensionsKey, $"{found.EmbeddingDimensions}", $"{expected.EmbeddingDimensions}"),
            ("max_position_embeddings", $"{found.ContextLength}", $"{expected.ContextLength}"),
            ("vocab_size", $"{found.VocabularySize}", $"{expected.VocabularySize}"),
            ("size", $"{found.Pixels.ResizeShortestEdge}", $"{expected.Pixels.ResizeShortestEdge}"),
            ("crop_size", $"{found.Pixels.CropSize}", $"{expected.Pixels.CropSize}"),
            ("resize mode", $"{found.Pixels.Mode}", $"{expected.Pixels.Mode}"),
            ("resample", $"{found.Pixels.Interpolation}", $"{expected.Pixels.Interpolation}"),
            ("image_mean", $"[{string.Join(", ", found.Pixels.Mean)}]", $"[{string.Join(", ", expected.Pixels.Mean)}]"),
            ("image_std", $"[{string.Join(", ", found.Pixels.Std)}]", $"[{string.Join(", ", expected.Pixels.Std)}]"),
        ];
        return values.Where(value => value.Found != value.Expected).Select(value => $"{value.Key} is {value.Found} instead of {value.Expected}");
    }
}
