namespace ClipSearch.Tests.Demo;

/// <summary>The facts of an image, such as <c>subject=dog count=2 colour=brown</c>. A name may have several values.</summary>
internal sealed class Facts
{
    private readonly HashSet<string> _facts;

    private Facts(HashSet<string> facts) => _facts = facts;

    /// <summary>Parses facts that are separated by spaces.</summary>
    /// <exception cref="FormatException">There are no facts, or a fact is not <c>name=value</c>.</exception>
    public static Facts Parse(string text)
    {
        var facts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (facts.Length == 0)
            throw new FormatException("there are no facts.");
        return Array.Find(facts, fact => fact.Split('=') is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong
            ? throw new FormatException($"\"{wrong}\" is not name=value.")
            : new Facts([.. facts]);
    }

    /// <summary>Returns whether the other facts include all of these.</summary>
    public bool AreAmong(Facts others) => _facts.IsSubsetOf(others._facts);

    public override string ToString() => string.Join(' ', _facts);
}
