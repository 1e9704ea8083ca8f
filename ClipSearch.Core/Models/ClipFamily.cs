using ClipSearch.Core.Tokens;
using ClipSearch.Core.Tokens.Clip;

namespace ClipSearch.Core.Models;

/// <summary>OpenAI's CLIP and other models of its architecture, in the layout of the Hugging Face ONNX exports.</summary>
internal static class ClipFamily
{
    private const string Vocabulary = "vocab.json";
    private const string Merges = "merges.txt";

    /// <summary>The description of the family.</summary>
    public static ModelFamily Description { get; } = new()
    {
        Name = "CLIP",
        ModelTypes = ["clip"],
        ReadConfig = ClipConfig.Read,
        DimensionsKey = ClipConfig.ProjectionDim,
        LoadTokenizer = LoadTokenizer,
        Text = new()
        {
            File = "onnx/text_model.onnx",
            Settings = [ModelConfig.ConfigFile, Vocabulary, Merges],
            Input = "input_ids",
            Mask = "attention_mask",
            Output = "text_embeds",
        },
        TextPooling = TextPooling.EndToken,
        Image = new()
        {
            File = "onnx/vision_model.onnx",
            Settings = [ModelConfig.PreprocessorFile],
            Input = "pixel_values",
            Output = "image_embeds",
        },

        // Measured with the demo model. PoorlyDescribed: of 0.1, 0.15, 0.2 and 0.25, this value best separates queries with matching photos
        // from queries without, and does not reject queries whose photos are found. With 0.1 a third of the queries without matching photos
        // get a good match; with 0.25 a fifth of the queries with matching photos get none. SpreadWeight: values from a quarter to one work
        // nearly as well.
        Relevance = new(PoorlyDescribed: 0.15, SpreadWeight: 0.5f),
    };

    private static Tokenizer LoadTokenizer(ModelFolder folder)
    {
        var tokenizer = ClipTokenizer.Load(folder.PathOf(Vocabulary), folder.PathOf(Merges), folder.Config.ContextLength);
        return new Tokenizer(tokenizer.Tokenize, tokenizer.EndOfTextId);
    }
}
