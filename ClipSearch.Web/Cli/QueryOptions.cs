using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Cli;

/// <summary>The common options of <c>search</c> and <c>similar</c>: number of photos, filter, and the weights of image and text.</summary>
internal sealed class QueryOptions
{
    private static readonly PhotoQuery Plain = new("");

    private readonly Option<int> _limit = Limit("photos");
    private readonly Option<int> _offset = Number("--offset", "Number of results to skip.", 0, int.MaxValue, 0);
    private readonly Option<string?> _folder = new("--folder")
    {
        Description = "Only photos in this folder and its subfolders.",
        HelpName = "FOLDER",
        CompletionSources = { Folders },
    };

    private readonly Option<string?> _from = new("--taken-from") { Description = "Only photos taken at this time or later: 2024, 2024-05, 2024-05-31 or 2024-05-31T18:00.", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--taken-to") { Description = "Only photos taken at this time or earlier. The whole year, month, day or minute is included.", HelpName = "TIME" };
    private readonly Option<string?> _orientation = Choice("--orientation", "Only photos with this orientation", "WAY", FilterRequest.Orientations);
    private readonly Option<string?> _camera = new("--camera") { Description = "Only photos from cameras whose name contains this text.", HelpName = "NAME" };
    private readonly Option<string?> _type = Choice("--type", "Only files of this format", "TYPE", FilterRequest.Types);
    private readonly Option<float> _weight = Share("--weight", "Weight of the image relative to the text, from 0 to 1.", Plain.PictureWeight);
    private readonly Option<float> _minusWeight = Share("--minus-weight", "Weight of each excluded word, from 0 to 1.", Plain.MinusWeight);
    private readonly Option<bool> _single = new("--no-stacks") { Description = "List every photo, including duplicates." };
    private readonly Option<bool> _json = Json.Option("Print JSON in the format of GET /api/search.");

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_limit, _offset, _folder, _from, _to, _orientation, _camera, _type, _weight, _minusWeight, _single, _json])
            command.Options.Add(option);
    }

    /// <summary>Creates the query of a text, without its filter.</summary>
    public PhotoQuery Query(ParseResult parsed, string text) => new(text)
    {
        Limit = parsed.GetValue(_limit),
        Offset = parsed.GetValue(_offset),
        PictureWeight = parsed.GetValue(_weight),
        MinusWeight = parsed.GetValue(_minusWeight),
        Stacked = !parsed.GetValue(_single),
    };

    /// <summary>Returns the filter as entered. A folder of the working directory takes precedence over one of PHOTOS_DIR.</summary>
    public FilterRequest Filter(ParseResult parsed) => new()
    {
        Folder = parsed.GetValue(_folder) is { Length: > 0 } folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : parsed.GetValue(_folder),
        TakenFrom = parsed.GetValue(_from),
        TakenTo = parsed.GetValue(_to),
        Orientation = parsed.GetValue(_orientation),
        Camera = parsed.GetValue(_camera),
        Type = parsed.GetValue(_type),
    };

    /// <summary>Creates <c>--limit N</c> for a verb that prints a list.</summary>
    /// <param name="what">The plural name of the items.</param>
    public static Option<int> Limit(string what) => Number("--limit", $"Maximum number of {what}, from 1 to {PhotoSearch.MaxLimit}.", 1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit);

    /// <summary>Returns whether JSON output is requested.</summary>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    private static Option<int> Number(string name, string description, int least, int most, int usual) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (!int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
                result.AddError($"{name} must be a whole number from {least} to {most}.");
            return number;
        },
    };

    private static Option<float> Share(string name, string description, float usual) => new(name)
    {
        Description = description,
        HelpName = "W",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (!float.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) || share is not (>= 0 and <= 1))
                result.AddError($"{name} must be a number from 0 to 1.");
            return share;
        },
    };

    private static Option<string?> Choice(string name, string description, string helpName, IReadOnlyList<string> choices) => new(name)
    {
        Description = $"{description}: {string.Join(", ", choices)}.",
        HelpName = helpName,
        CompletionSources = { _ => choices.Select(choice => new CompletionItem(choice)) },
    };

    /// <summary>Completes the name of a folder of PHOTOS_DIR.</summary>
    private static IEnumerable<CompletionItem> Folders(CompletionContext context)
    {
        var begun = context.WordToComplete;
        var above = begun[..(begun.LastIndexOf('/') + 1)];
        try
        {
            var roots = new LibraryFolders(CommandLine.Options().PhotosDirs);
            var names = above.Length == 0 && roots.Folders.Count > 1
                ? roots.Folders.Select(folder => roots.Shown(folder + Path.DirectorySeparatorChar).TrimEnd(Path.DirectorySeparatorChar))
                : new DirectoryInfo(above.Length == 0 ? roots.Folders[0] : roots.Resolve(above)).EnumerateDirectories().Where(folder => !folder.Name.StartsWith('.')).Select(folder => above + folder.Name);
            return [.. names.Where(name => !name.Any(char.IsControl)).Select(name => new CompletionItem(name + "/"))];
        }
        catch (Exception e) when (e is OptionsException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
