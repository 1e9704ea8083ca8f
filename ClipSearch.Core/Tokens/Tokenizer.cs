namespace ClipSearch.Core.Tokens;

/// <summary>The tokenizer of a model. Thread-safe.</summary>
/// <param name="Tokenize">Converts a text to ids, cut to the model's context length.</param>
/// <param name="PaddingId">The id that fills the positions after a text.</param>
public sealed record Tokenizer(Func<string, TokenizedText> Tokenize, int PaddingId);

/// <summary>A tokenized text, without padding.</summary>
/// <param name="Ids">The ids, including those that mark start and end. Their maximum number is the model's context length.</param>
/// <param name="Truncated">Whether the text had more tokens than fit, so that its end was dropped.</param>
public readonly record struct TokenizedText(int[] Ids, bool Truncated);
