using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Embeddings that tools/golden/reference_clip.py computed for a model.</summary>
internal sealed record GoldenModel(
    [property: JsonPropertyName("texts")] GoldenModel.Text[] Texts,
    [property: JsonPropertyName("pixels")] GoldenModel.Formula[] Pixels,
    [property: JsonPropertyName("pictures")] GoldenModel.Image[] Images)
{
    public static GoldenModel Read(string path) => JsonSerializer.Deserialize<GoldenModel>(File.ReadAllText(path))!;

    /// <summary>Computes the pixels of a seed, as tools/golden/README.md defines them.</summary>
    public static float[] PixelsOf(int seed, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(((((i * 7919L) + (seed * 104729L)) % 2003) / 1001.5) - 1))];

    public sealed record Text([property: JsonPropertyName("ids")] int[] Ids, [property: JsonPropertyName("embedding")] float[] Embedding);

    public sealed record Formula([property: JsonPropertyName("seed")] int Seed, [property: JsonPropertyName("embedding")] float[] Embedding);

    public sealed record Image([property: JsonPropertyName("file")] string File, [property: JsonPropertyName("embedding")] float[] Embedding);
}
