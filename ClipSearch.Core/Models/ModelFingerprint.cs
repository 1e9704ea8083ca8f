using System.Security.Cryptography;

namespace ClipSearch.Core.Models;

/// <summary>
/// Tells whether two model folders give the same embeddings, so that vectors of different weights never meet although the
/// folders bear the same name.
/// </summary>
public static class ModelFingerprint
{
    /// <summary>How many pieces of a weight file are read; all of 350 MB would take half a second at every start.</summary>
    private const int Pieces = 64;

    private const int PieceBytes = 4096;

    /// <summary>Of what decides the embedding of a picture: hashes the image tower's size and evenly spaced pieces, and all of the preprocessing's settings.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    public static string OfPictures(ModelFolder folder) => Of(folder.VisionModelPath, Path.Combine(folder.Path, ModelConfig.PreprocessorFile));

    /// <summary>Of what decides the embedding of a text: hashes the text tower's size and evenly spaced pieces, and all of the tokenizer's files.</summary>
    /// <returns>64 hexadecimal digits.</returns>
    public static string OfTexts(ModelFolder folder) => Of(folder.TextModelPath, Path.Combine(folder.Path, ModelConfig.ConfigFile), folder.VocabularyPath, folder.MergesPath);

    private static string Of(string weightsFile, params IEnumerable<string> settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var weights = File.OpenHandle(weightsFile))
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

        foreach (var file in settings)
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
