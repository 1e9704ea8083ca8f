using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>What is known about the forms of one encoder. It is stored beside them.</summary>
/// <param name="Version">The version of the rewriter that created them.</param>
/// <param name="Original">The fingerprint of the original, <see cref="Models.ModelFingerprint.OfGraph"/>.</param>
/// <param name="Full">The form in fp32; null if there is none.</param>
/// <param name="EightBits">The form in 8 bits; null if there is none.</param>
/// <param name="Agreement">How well the form in 8 bits agrees with fp32; null until it is measured.</param>
public sealed record FormRecord(int Version, string Original, FormFile? Full, FormFile? EightBits, FormAgreement? Agreement)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Reads a record; null if there is none or it cannot be read.</summary>
    public static FormRecord? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<FormRecord>(File.ReadAllBytes(path), s_json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the record in one step, so that a reader finds the old or the new one.</summary>
    public void Write(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, s_json));
        File.Move(temporary, path, overwrite: true);
    }
}

/// <summary>A form of an encoder.</summary>
/// <param name="Name">The name of the ONNX file. Its weights are in <c>NAME.data</c>.</param>
/// <param name="Bytes">The size of both files, in bytes.</param>
/// <param name="Sha256">The SHA-256 of both files, one after the other, in hexadecimal digits.</param>
/// <param name="Changes">What was changed in the graph.</param>
public sealed record FormFile(string Name, long Bytes, string Sha256, string Changes);
