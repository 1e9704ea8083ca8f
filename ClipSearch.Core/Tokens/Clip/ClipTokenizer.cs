using System.Text;
using System.Text.Json;

namespace ClipSearch.Core.Tokens.Clip;

/// <summary>
/// CLIP's tokenizer: cleaning, splitting, then byte-level byte-pair encoding, as in openai/CLIP's simple_tokenizer and the Hugging Face
/// CLIPTokenizer. Reads <c>vocab.json</c> and <c>merges.txt</c> of the model folder. Thread-safe.
/// </summary>
public sealed class ClipTokenizer
{
    private const string StartOfText = "<|startoftext|>";
    private const string EndOfText = "<|endoftext|>";
    private const string EndOfWord = "</w>";
    private const int MaxIdsOnStack = 128;
    private const int MaxCharactersOnStack = 512;

    private readonly BytePairEncoder _encoder;
    private readonly int _startOfText;
    private readonly int _endOfText;
    private readonly int _contextLength;

    private ClipTokenizer(BytePairEncoder encoder, int startOfText, int endOfText, int contextLength)
    {
        _encoder = encoder;
        _startOfText = startOfText;
        _endOfText = endOfText;
        _contextLength = contextLength;
    }

    /// <summary>The id that ends every text.</summary>
    public int EndOfTextId => _endOfText;

    /// <summary>Loads a tokenizer.</summary>
    /// <param name="vocabularyPath"><c>vocab.json</c>: an object that maps tokens to ids.</param>
    /// <param name="mergesPath"><c>merges.txt</c>: a version line, then one pair of symbols per line, in merge order.</param>
    /// <param name="contextLength">The maximum number of ids that the model reads, at least 2.</param>
    /// <exception cref="InvalidDataException">A file has a different format. The message includes the file and the line.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// .NET cannot normalise Unicode in this environment, so the ids would be wrong.
    /// </exception>
    public static ClipTokenizer Load(string vocabularyPath, string mergesPath, int contextLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contextLength, 2);
        // In its invariant mode .NET returns texts without normalising them and without an error, and "é" would get another id.
        if ("e\u0301".Normalize(NormalizationForm.FormC) != "\u00e9")
        {
            throw new PlatformNotSupportedException(
                "Unicode normalisation is not available. Install libicu (for example with scripts/setup) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
        }

        var vocabulary = ReadVocabulary(vocabularyPath);
        int Special(string token) => vocabulary.TryGetValue(token, out var id)
            ? id
            : throw new InvalidDataException($"{vocabularyPath} has no entry {token}; it is not a CLIP vocabulary.");
        var merges = MergeTable.Create(vocabulary, vocabularyPath, File.ReadLines(mergesPath), mergesPath, EndOfWord);
        return new ClipTokenizer(new BytePairEncoder(merges), Special(StartOfText), Special(EndOfText), contextLength);
    }

    /// <summary>
    /// Tokenizes a text. A text longer than the context is cut so that end-of-text is the last id. Cleaning takes time linear in the text,
    /// and the rest stops at the word that fills the context. For a short text only the ids are allocated.
    /// </summary>
    public TokenizedText Tokenize(string text)
    {
        var ids = _contextLength <= MaxIdsOnStack ? stackalloc int[MaxIdsOnStack] : new int[_contextLength];
        ids = ids[.._contextLength];
        ids[0] = _startOfText;
        var count = 1;
        var rest = TextCleaning.Clean(text, stackalloc char[MaxCharactersOnStack]);
        while (count < ids.Length && !rest.IsEmpty)
        {
            // A special token is recognised at any position, even within a word.
            var start = PositionOf(StartOfText, rest);
            var end = PositionOf(EndOfText, rest);
            var position = Math.Min(start, end);
            count += EncodeWords(rest[..position], ids[count..]);
            if (position == rest.Length)
                break;
            var (token, id) = start < end ? (StartOfText, _startOfText) : (EndOfText, _endOfText);
            if (count < ids.Length)
                ids[count++] = id;
            rest = rest[(position + token.Length)..];
        }

        // An id in the last position shows that the text is too long, because that position belongs to end-of-text.
        var truncated = count == ids.Length;
        ids[truncated ? count - 1 : count++] = _endOfText;
        return new TokenizedText(ids[..count].ToArray(), truncated);
    }

    /// <summary>
    /// Returns the position of a special token, or the length of the text if it has none. <c>SearchValues</c> would find both tokens at
    /// once, but the first search of a process would compile it and allocate 6 to 12 kB.
    /// </summary>
    private static int PositionOf(string specialToken, ReadOnlySpan<char> text)
    {
        var position = text.IndexOf(specialToken, StringComparison.Ordinal);
        return position < 0 ? text.Length : position;
    }

    /// <summary>Writes the ids of a text's words, as many as fit, and returns how many it wrote.</summary>
    private int EncodeWords(ReadOnlySpan<char> text, Span<int> ids)
    {
        var count = 0;
        while (count < ids.Length && !(text = text.TrimStart(' ')).IsEmpty)
        {
            var length = WordSplitter.FirstWordLength(text);
            count += _encoder.Encode(text[..length], ids[count..]);
            text = text[length..];
        }

        return count;
    }

    private static Dictionary<string, int> ReadVocabulary(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize(stream, VocabularyJson.Default.DictionaryStringInt32)
                ?? throw new InvalidDataException($"{path} is empty; it must be a JSON object that maps tokens to ids.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not a JSON object that maps tokens to ids: {e.Message}", e);
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class VocabularyJson : System.Text.Json.Serialization.JsonSerializerContext;
