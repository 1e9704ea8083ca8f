namespace ClipSearch.Tests.Demo;

/// <summary>
/// What a picture must show to be a right answer: facts between blanks, all of which it must hold, and <c>|</c> between
/// alternatives, such as <c>subject=dog with=chair|subject=puppy</c>.
/// </summary>
internal sealed class Condition
{
    private readonly Facts[] _alternatives;

    private Condition(Facts[] alternatives) => _alternatives = alternatives;

    /// <exception cref="FormatException">It has not this form.</exception>
    public static Condition Parse(string text) => new([.. text.Split('|').Select(Facts.Parse)]);

    public bool HoldsFor(Facts picture) => Array.Exists(_alternatives, alternative => alternative.AreAmong(picture));

    public override string ToString() => string.Join('|', _alternatives.Select(alternative => alternative.ToString()));
}
