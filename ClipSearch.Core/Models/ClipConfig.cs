using ClipSearch.Core.Imaging.Preprocessing;

namespace ClipSearch.Core.Models;

/// <summary>Reads <c>config.json</c> and <c>preprocessor_config.json</c> of a CLIP model.</summary>
/// <remarks>
/// The ids of the start and end tokens do not come from here: configurations written before transformers 4.31 contain 0 and 2, which are
/// wrong. The vocabulary contains the right ones.
/// </remarks>
internal static class ClipConfig
{
    /// <summary>The key of the length of an embedding.</summary>
    public const string ProjectionDim = "projection_dim";

    // transformers omits a key whose value is the default of its CLIPTextConfig class, and several published models have no vocab_size or
    // max_position_embeddings for that reason. These two defaults are part of the file format.
    private const int DefaultVocabularySize = 49408;
    private const int DefaultContextLength = 77;

    private const int Bicubic = 3;

    /// <summary>Reads both files of <paramref name="folder"/>.</summary>
    /// <exception cref="ModelException">A file is missing, is not JSON, or has an unsupported value.</exception>
    public static ModelConfig Read(string folder)
    {
        using var configFile = JsonFile.Read(Path.Combine(folder, ModelConfig.ConfigFile));
        var config = configFile.Root;
        using var preprocessorFile = JsonFile.Read(Path.Combine(folder, ModelConfig.PreprocessorFile));
        var pixels = ReadPixels(preprocessorFile.Root);

        var imageSize = config.Child("vision_config")?.Integer("image_size", 1, 1024);
        if (imageSize is { } size && size != pixels.CropSize)
            throw new ModelException(
                $"{Path.Combine(folder, ModelConfig.PreprocessorFile)} crops images to {pixels.CropSize} pixels, but " +
                $"{ModelConfig.ConfigFile} in the same folder has an image_size of {size}; both files must belong to the same model.");

        var text = config.Child("text_config");
        return new ModelConfig(
            config.Integer(ProjectionDim, 1, 4096)
                ?? throw config.Unusable(ProjectionDim, "is missing", "it must be a whole number from 1 to 4096"),
            text?.Integer("max_position_embeddings", 3, 4096) ?? DefaultContextLength,
            text?.Integer("vocab_size", 3, 1_000_000) ?? DefaultVocabularySize,
            pixels);
    }

    private static PixelPreprocessing ReadPixels(JsonFile.Node file)
    {
        foreach (var step in (string[])["do_resize", "do_center_crop", "do_rescale", "do_normalize"])
        {
            if (file.Boolean(step) == false)
                throw file.Unusable(step, "is false", "ClipSearch always performs this step, as CLIP does");
        }

        if (file.Integer("resample", 0, 5) is not (null or Bicubic))
            throw file.OutOfRange("resample", "ClipSearch supports only 3 (bicubic)");
        if (file.Number("rescale_factor") is { } factor && Math.Abs(factor * 255 - 1) > 1e-6)
            throw file.OutOfRange("rescale_factor", "ClipSearch supports only division by 255");

        var edge = ShortestEdge(file);
        var crop = CropSize(file);
        if (crop > edge)
            throw file.OutOfRange("crop_size", $"it must not exceed the size that images are resized to, {edge}");

        var mean = Colours(file, "image_mean", value => value is >= 0 and <= 1, "from 0 to 1");
        var std = Colours(file, "image_std", value => value is >= 0.001f and <= 10, "from 0.001 to 10");
        return new PixelPreprocessing(edge, crop, mean, std);
    }

    // A {height, width} here means "resize to exactly this, ignoring the aspect ratio". Treating it as the shorter side would give other
    // pixels than the model was trained on.
    private static int ShortestEdge(JsonFile.Node file)
    {
        var size = file.IsObject("size")
            ? file.Child("size")!.Integer("shortest_edge", 1, 1024)
            : file.Integer("size", 1, 1024);
        return size ?? throw file.Unusable("size", "has no shortest edge", "it must be a whole number or {\"shortest_edge\": number}");
    }

    private static int CropSize(JsonFile.Node file)
    {
        if (!file.IsObject("crop_size"))
            return file.Integer("crop_size", 1, 1024) ?? throw Unusable("is missing");

        var crop = file.Child("crop_size")!;
        return (crop.Integer("height", 1, 1024), crop.Integer("width", 1, 1024)) switch
        {
            ({ } height, { } width) when height == width => height,
            ({ } height, { } width) => throw Unusable($"is {height} high and {width} wide"),
            _ => throw Unusable("has no height or no width"),
        };

        ModelException Unusable(string finding) =>
            file.Unusable("crop_size", finding, "it must be a whole number or {\"height\": number, \"width\": the same number}");
    }

    private static float[] Colours(JsonFile.Node file, string key, Func<float, bool> inRange, string range)
    {
        var values = file.Numbers(key) ?? throw file.Unusable(key, "is missing", $"it must be three numbers {range}");
        return values.Count == 3 && values.All(value => inRange((float)value))
            ? [.. values.Select(value => (float)value)]
            : throw file.OutOfRange(key, $"it must be three numbers {range}");
    }
}
