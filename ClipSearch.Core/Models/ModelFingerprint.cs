using System.Security.Cryptography;

namespace ClipSearch.Core.Models;

/// <summary>
/// Tells whether two model folders give the same image embeddings, so that vectors of different weights never meet in
/// one table although the folders bear the same name.
/// </summary>
public static class ModelFingerprint
{
    /// <summary>How many pieces of a weight file are read; all of 350 MB would take half a second at every start.</summary>
    private const int Pieces = 64;

    private const int PieceBytes = 4096;

    /// <summary>Hashes the image tower's size and evenly spaced pieces, and all of the preprocessing's settings.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(ModelFolder folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var weights = File.OpenHandle(folder.VisionModelPath))
        {
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

        hash.AppendData(File.ReadAllBytes(Path.Combine(folder.Path, ModelConfig.PreprocessorFile)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
