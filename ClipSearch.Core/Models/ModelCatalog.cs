using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Models;

/// <summary>The models that can be downloaded, best first, pinned by revision, size and SHA-256.</summary>
public static class ModelCatalog
{
    // OpenAI's own repository contains PyTorch weights. This one contains the same weights as ONNX graphs.
    private const string VitB32Repository = "Xenova/clip-vit-base-patch32";
    private const string VitB32Revision = "d15189d7028b43f1d3e65039190477f6af591c2a";

    private static readonly CatalogFile[] VitB32Shared =
    [
        new(ModelConfig.ConfigFile, ModelConfig.ConfigFile, null),
        new(ModelConfig.PreprocessorFile, ModelConfig.PreprocessorFile, null),
        new("vocab.json", "vocab.json", new(862_328, "5047b556ce86ccaf6aa22b3ffccfc52d391ea4accdab9c2f2407da5b742d4363")),
        new("merges.txt", "merges.txt", new(524_619, "9fd691f7c8039210e0fced15865466c65820d09b63988b0174bfe25de299051a")),
    ];

    private static readonly ModelConfig VitB32Config = new(
        EmbeddingDimensions: 512,
        ContextLength: 77,
        VocabularySize: 49408,
        new PixelPreprocessing(224, 224, [0.48145466f, 0.4578275f, 0.40821073f], [0.26862954f, 0.26130258f, 0.27577711f]));

    // Published by users of the original weights in PyTorch. They apply to fp32 only.
    private static readonly ModelReference VitB32Reference = new(
        Outputs:
        [
            new("a photo of a man", [-0.26425982, 0.32455686, -0.02275231, 0.20319021, -0.00989811], 9.667448),
            new("a photo of a woman", [], 10.100773),
        ],
        Cosines: [new("sunset kiss", "people dancing", 0.650623)],
        Tolerance: 1e-3,
        Normalised: [new("hello world", [0.0083, 0.0103, -0.0138, 0.0199, -0.0069])],
        NormalisedTolerance: 1e-4);

    /// <summary>All models, best first.</summary>
    public static IReadOnlyList<CatalogModel> Models { get; } =
    [
        new("openai/clip-vit-base-patch32",
            "OpenAI's CLIP ViT-B/32 in full precision (fp32); recommended",
            "MIT", VitB32Repository, VitB32Revision,
            [
                .. VitB32Shared,
                new("onnx/text_model.onnx", "onnx/text_model.onnx",
                    new(254_058_553, "3f6571f5bad13a97c469c1622e1cfc4d9aef78b79fdbfcff804ca357bfada8cc")),
                new("onnx/vision_model.onnx", "onnx/vision_model.onnx",
                    new(351_685_709, "fd6e1402a588279d1723c7534d4bcba5bc0b14b47dfab0e46f8c47b8270d7d40")),
            ],
            VitB32Config, VitB32Reference),
        new("openai/clip-vit-base-patch32-int8",
            "the same model quantised to 8 bits: a quarter of the size and faster, but less accurate (text embeddings down to 0.72 cosine of fp32; " +
            "precision@10 0.26 instead of 0.36 in one report)",
            "MIT", VitB32Repository, VitB32Revision,
            [
                .. VitB32Shared,
                new("onnx/text_model_quantized.onnx", "onnx/text_model.onnx",
                    new(64_504_507, "73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a")),
                new("onnx/vision_model_quantized.onnx", "onnx/vision_model.onnx",
                    new(89_117_001, "583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299")),
            ],
            VitB32Config, Reference: null),
    ];

    /// <summary>Finds the model with that name, or returns null.</summary>
    public static CatalogModel? Find(string name) => Models.FirstOrDefault(model => model.Name == name);

    /// <summary>Returns a sentence that explains how to install the model <paramref name="name"/>.</summary>
    public static string HowToGet(string name) => name switch
    {
        _ when Find(name) is not null => $"Download it with: {PullCommand(name)}",
        ModelNames.Demo or ModelNames.Tiny => "It is included in the models folder of the ClipSearch repository. Restore it from there.",
        _ => "ClipSearch cannot download it. Copy its files there in the layout of the Hugging Face hub, or select another model with CLIP_MODEL.",
    };

    /// <summary>A sentence that explains how to install a model that is better than the bundled ones.</summary>
    public static string HowToGetReal => $"Install a real model: {PullCommand(Models[0].Name)}";

    /// <summary>Returns the command that downloads a model.</summary>
    public static string PullCommand(string name) => Invocation.Of($"model pull {name}");
}
