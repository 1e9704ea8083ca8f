namespace ClipSearch.Tests.Demo;

/// <summary>
/// The facts that an image must have to match a query, such as <c>subject=dog with=chair|subject=puppy</c>: facts are separated by spaces,
/// alternatives by <c>|</c>.
/// </summary>
internal sealed class Condition
{
    private readonly Facts[] _alternatives;

    private Condition(Facts[] alternatives) => _alternatives = alternatives;

    /// <exception cref="FormatException">The text does not have this form.</exception>
    public static Condition Parse(string text) => new([.. text.Split('|').Select(Facts.Parse)]);

    public bool HoldsFor(Facts image) => Array.Exists(_alternatives, alternative => alternative.AreAmong(image));

    public override string ToString() => string.Join('|', _alternatives.Select(alternative => alternative.ToString()));
}
