using System.Security.Cryptography;

namespace ClipSearch.Core.Models;

/// <summary>
/// Computes fingerprints of model files, so that vectors of different weights are not mixed when two folders have the same name.
/// </summary>
public static class ModelFingerprint
{
    /// <summary>The number of pieces of a weight file that are read. Reading all 350 MB would take half a second at every start.</summary>
    private const int Pieces = 64;

    private const int PieceBytes = 4096;

    /// <summary>
    /// Computes the fingerprint of what determines an image embedding: hashes the size and evenly spaced pieces of the image encoder, and
    /// its settings, which are those of the preprocessing.
    /// </summary>
    /// <returns>64 hexadecimal digits.</returns>
    public static string OfImages(ModelFolder folder) => Of(folder, folder.Family.Image);

    /// <summary>
    /// Computes the fingerprint of what determines a text embedding: hashes the size and evenly spaced pieces of the text encoder, and
    /// its settings, which include the tokenizer files.
    /// </summary>
    /// <returns>64 hexadecimal digits.</returns>
    public static string OfTexts(ModelFolder folder) => Of(folder, folder.Family.Text);

    /// <summary>Computes the fingerprint of the file of an encoder: hashes its size and evenly spaced pieces.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    internal static string OfGraph(ModelFolder folder, EncoderKind kind)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendGraph(hash, folder, folder.Family.Graph(kind));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Of(ModelFolder folder, EncoderGraph graph)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendGraph(hash, folder, graph);
        foreach (var file in graph.Settings)
            hash.AppendData(File.ReadAllBytes(folder.PathOf(file)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendGraph(IncrementalHash hash, ModelFolder folder, EncoderGraph graph)
    {
        using var weights = File.OpenHandle(folder.PathOf(graph.File));
        var length = RandomAccess.GetLength(weights);
        hash.AppendData(BitConverter.GetBytes(length));
        var piece = new byte[PieceBytes];
        for (var i = 0; i < Pieces; i++)
        {
            var offset = Math.Max(0, length - PieceBytes) * i / (Pieces - 1);
            var read = RandomAccess.Read(weights, piece, offset);
            hash.AppendData(piece, 0, read);
        }
    }
}
