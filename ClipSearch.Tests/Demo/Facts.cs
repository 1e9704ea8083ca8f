namespace ClipSearch.Tests.Demo;

/// <summary>What is true of a picture, such as <c>subject=dog count=2 colour=brown</c>; one name may have several values.</summary>
internal sealed class Facts
{
    private readonly HashSet<string> _facts;

    private Facts(HashSet<string> facts) => _facts = facts;

    /// <summary>Reads facts between blanks.</summary>
    /// <exception cref="FormatException">There is none, or one is not <c>name=value</c>.</exception>
    public static Facts Parse(string text)
    {
        var facts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (facts.Length == 0)
            throw new FormatException("there are no facts.");
        return Array.Find(facts, fact => fact.Split('=') is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong
            ? throw new FormatException($"\"{wrong}\" is not name=value.")
            : new Facts([.. facts]);
    }

    /// <summary>Whether these are all among the others.</summary>
    public bool AreAmong(Facts others) => _facts.IsSubsetOf(others._facts);

    public override string ToString() => string.Join(' ', _facts);
}
