using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>A form of an encoder.</summary>
/// <param name="Name">The name of the ONNX file. Its weights are in <c>NAME.data</c>.</param>
/// <param name="Bytes">The size of both files, in bytes.</param>
/// <param name="Sha256">The SHA-256 of both files, one after the other, in hexadecimal digits.</param>
/// <param name="Changes">What was changed in the graph.</param>
public sealed record FormFile(string Name, long Bytes, string Sha256, string Changes)
{
    /// <summary>The minimum <see cref="Speedup"/> of a form in 8 bits that is used.</summary>
    private const double MinSpeedup = 1.1;

    /// <summary>How many times as fast as in fp32 it is, measured on this machine; 1 for fp32.</summary>
    public double Speedup { get; init; } = 1;

    /// <summary>Whether it is best run on one thread, by the same measurement.</summary>
    public bool UsesOneThread { get; init; }

    /// <summary>For texts: how many tokens take as long as a run takes apart from its tokens, by the same measurement.</summary>
    public double RunOverhead { get; init; } = EncoderFile.UsualOverhead;

    /// <summary>Whether it is fast enough to be used in place of fp32.</summary>
    [JsonIgnore]
    public bool IsFaster => Speedup >= MinSpeedup;

    /// <summary>Returns the name of a form, such as <c>text.int8.onnx</c>.</summary>
    internal static string NameOf(EncoderKind kind, Precision precision) => $"{Prefix(kind)}.{(precision == Precision.Full ? "fp32" : "int8")}.onnx";

    /// <summary>Returns the start of the names of an encoder's files.</summary>
    internal static string Prefix(EncoderKind kind) => kind == EncoderKind.Text ? "text" : "image";

    /// <summary>Describes a file.</summary>
    internal static FormFile Of(string path, string changes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        var buffer = new byte[1 << 20];
        foreach (var part in new[] { path, OnnxGraph.WeightsPath(path) })
        {
            using var file = File.OpenRead(part);
            for (int read; (read = file.Read(buffer)) > 0; bytes += read)
                hash.AppendData(buffer, 0, read);
        }

        return new FormFile(Path.GetFileName(path), bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), changes);
    }
}
