using System.Text.Json;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>What is known about the forms of one encoder. It is stored beside them.</summary>
/// <param name="Version">The version of the rewriter that created them.</param>
/// <param name="Original">The fingerprint of the original, <see cref="ModelFingerprint.OfGraph"/>.</param>
/// <param name="Full">The form in fp32.</param>
/// <param name="EightBits">The form in 8 bits; null if there is none that agrees with fp32 and is faster.</param>
/// <param name="Agreement">How well the form in 8 bits agrees with fp32, or the closest of those that were tried; null until then.</param>
public sealed record FormRecord(int Version, string Original, FormFile Full, FormFile? EightBits, FormAgreement? Agreement)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads the record of an encoder; null if there is none or it cannot be read.</summary>
    public static FormRecord? Read(string folder, EncoderKind kind)
    {
        try
        {
            return JsonSerializer.Deserialize<FormRecord>(File.ReadAllBytes(PathOf(folder, kind)), s_json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the record in one step, so that a reader finds the old or the new one.</summary>
    public void Write(string folder, EncoderKind kind)
    {
        var path = PathOf(folder, kind);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, s_json));
        File.Move(temporary, path, overwrite: true);
    }

    private static string PathOf(string folder, EncoderKind kind) => Path.Combine(folder, $"{FormFile.Prefix(kind)}.json");
}
