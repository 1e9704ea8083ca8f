using ClipSearch.Core.Tokens;

namespace ClipSearch.Core.Models;

/// <summary>
/// Describes what the models of one family have in common: their files, configuration, tokenizer, graphs and relevance constants. All other
/// code reads it from here, so a further family is one more entry of <see cref="ModelFamilies.All"/>.
/// </summary>
public sealed record ModelFamily
{
    /// <summary>The family's name in messages, for instance <c>CLIP</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The values of <c>model_type</c> in <c>config.json</c> that belong to this family.</summary>
    public required IReadOnlyList<string> ModelTypes { get; init; }

    /// <summary>
    /// Reads the configuration files in the folder of a model, with the family's defaults for absent keys. Throws a
    /// <see cref="ModelException"/> for a file or a value that cannot be used.
    /// </summary>
    public required Func<string, ModelConfig> ReadConfig { get; init; }

    /// <summary>The key of <c>config.json</c> that has the length of an embedding. Messages name it.</summary>
    public required string DimensionsKey { get; init; }

    /// <summary>
    /// Loads the tokenizer of a model. Throws an <see cref="InvalidDataException"/> for a file in another format.
    /// </summary>
    public required Func<ModelFolder, Tokenizer> LoadTokenizer { get; init; }

    /// <summary>The text encoder.</summary>
    public required EncoderGraph Text { get; init; }

    /// <summary>How the text encoder pools the tokens of a text, which decides whether a text is padded.</summary>
    public required TextPooling TextPooling { get; init; }

    /// <summary>The image encoder.</summary>
    public required EncoderGraph Image { get; init; }

    /// <summary>The constants of the relevance threshold, measured with a model of this family.</summary>
    public required RelevanceConstants Relevance { get; init; }

    /// <summary>All files of a model, with <c>/</c> between folders.</summary>
    public IReadOnlyList<string> Files =>
        [.. ((string[])[ModelConfig.ConfigFile, .. Image.Settings, .. Text.Settings, Text.File, Image.File]).Distinct()];

    /// <summary>Returns the graph of an encoder.</summary>
    public EncoderGraph Graph(EncoderKind kind) => kind == EncoderKind.Text ? Text : Image;
}

/// <summary>The ONNX graph of an encoder, and what else determines its embeddings. The graph itself pools and projects.</summary>
public sealed record EncoderGraph
{
    /// <summary>The file in the model's folder, with <c>/</c> between folders.</summary>
    public required string File { get; init; }

    /// <summary>
    /// The other files that determine an embedding, such as those of the tokenizer. The fingerprint covers the graph and then these files, in
    /// this order.
    /// </summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>
    /// The input that the graph must have: token ids [count, tokens], int64 or int32, or pixels [count, 3, size, size], float.
    /// </summary>
    public required string Input { get; init; }

    /// <summary>
    /// The input that the graph may have: 1 for each token and 0 for padding, in the shape of <see cref="Input"/>. Null if there is none.
    /// </summary>
    public string? Mask { get; init; }

    /// <summary>The output: embeddings [count, dimensions], normalised or not.</summary>
    public required string Output { get; init; }
}

/// <summary>How a text encoder's graph pools the tokens of a text to one embedding.</summary>
public enum TextPooling
{
    /// <summary>
    /// Attention is causal and the embedding is read at the first end-of-text token, so tokens after it change nothing. A text has its own
    /// length, and padding only fills a shared run.
    /// </summary>
    EndToken,

    /// <summary>
    /// Attention or pooling includes the padding. As in training, each text is padded to the model's context length.
    /// </summary>
    WholeContext,
}

/// <summary>The constants of the relevance threshold, which <c>ScoreScale</c> explains.</summary>
/// <param name="PoorlyDescribed">The share of photos that no everyday phrase describes well, 0 to 1.</param>
/// <param name="SpreadWeight">The weight of a query's spread over the library relative to its score, 0 or more.</param>
public sealed record RelevanceConstants(double PoorlyDescribed, float SpreadWeight);
