using System.Security.Cryptography;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;

namespace ClipSearch.Tests.Models;

/// <summary>A small model of random bytes with valid configuration files, and its catalog entry.</summary>
internal static class ModelFiles
{
    public const string Name = "test-org/small-model";

    public const string Config =
        """{"model_type":"clip","projection_dim":16,"text_config":{"vocab_size":300,"max_position_embeddings":20},"vision_config":{"image_size":32,"patch_size":8}}""";

    public const string Preprocessor =
        """{"size":{"shortest_edge":32},"resample":3,"crop_size":{"height":32,"width":32},"image_mean":[0.5,0.4,0.3],"image_std":[0.25,0.26,0.27]}""";

    /// <summary>Returns the content of every file by its path on the hub.</summary>
    public static Dictionary<string, byte[]> AtHub() => new()
    {
        ["config.json"] = System.Text.Encoding.UTF8.GetBytes(Config),
        ["preprocessor_config.json"] = System.Text.Encoding.UTF8.GetBytes(Preprocessor),
        ["vocab.json"] = Bytes(1, 5_000),
        ["merges.txt"] = Bytes(2, 3_000),
        ["onnx/text_model_q.onnx"] = Bytes(3, 2_500_000),
        ["onnx/vision_model_q.onnx"] = Bytes(4, 700_001),
    };

    public static CatalogModel InCatalog() => new(
        Name, "for tests", "none", "hub-org/hub-name", "0123456789abcdef",
        [
            .. AtHub().Select(file => new CatalogFile(
                file.Key,
                file.Key.Replace("_q.onnx", ".onnx", StringComparison.Ordinal),
                file.Key.Contains("config", StringComparison.Ordinal)
                    ? null
                    : new FilePin(file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))),
        ],
        new ModelConfig(16, 20, 300, new PixelPreprocessing(32, 32, [0.5f, 0.4f, 0.3f], [0.25f, 0.26f, 0.27f])),
        Reference: null);

    /// <summary>Installs the model and returns its folder.</summary>
    public static string Install(string modelsDir, string name = Name)
    {
        var folder = Path.Combine([modelsDir, .. name.Split('/')]);
        foreach (var (path, content) in AtHub())
        {
            var target = Path.Combine(folder, path.Replace("_q.onnx", ".onnx", StringComparison.Ordinal));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }

        return folder;
    }

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
