using System.Globalization;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>
/// The shape of a picture's place in a row, width by height, as a class of <c>css/shapes.css</c>: the content security
/// policy takes no style in a page. Shapes are 2 % apart, so that a place cuts no more than 1 % off its picture; beyond 1:4
/// and 4:1 it shows the middle.
/// </summary>
public readonly record struct PictureShape
{
    private const double Step = 1.02;

    // 1.02 to the 70th is 4.
    private const int StepsFromSquare = 70;

    private readonly int _steps;

    private PictureShape(int steps) => _steps = steps;

    /// <summary>The nearest shape to a photo's own.</summary>
    public static PictureShape Of(Photo photo) =>
        new(Math.Clamp((int)Math.Round(Math.Log((double)photo.Width / photo.Height, Step)), -StepsFromSquare, StepsFromSquare));

    /// <summary>All of them, the narrowest first.</summary>
    public static IEnumerable<PictureShape> All => Enumerable.Range(-StepsFromSquare, (2 * StepsFromSquare) + 1).Select(steps => new PictureShape(steps));

    /// <summary>Width by height.</summary>
    public double Ratio => Math.Pow(Step, _steps);

    /// <summary>The class that gives a place this shape, and all within it the property <c>--shape</c>.</summary>
    public string Class => string.Create(CultureInfo.InvariantCulture, $"shape-{_steps + StepsFromSquare}");

    /// <summary>What <c>css/shapes.css</c> holds.</summary>
    internal static string StyleSheet =>
        "/* The shapes of pictures, written by PictureShape.StyleSheet; a test names the file to copy when that changes. */\n"
        + string.Concat(All.Select(shape => string.Create(CultureInfo.InvariantCulture, $".{shape.Class} {{ --shape: {shape.Ratio:0.####}; }}\n")));
}
