using System.CommandLine;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>similar PATH [--and PATH]… [TEXT]</c>.</summary>
internal static class SimilarCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A photo, by its path in the working directory or in PHOTOS_DIR. A file outside the library is searched with as an image." };
        var text = new Argument<string[]>("TEXT") { Description = "A text to combine with the photo.", Arity = ArgumentArity.ZeroOrMore };
        var more = new Option<string[]>("--and") { Description = $"A further photo of the library. The mean of up to {PhotoSearch.MaxLikePhotos} photos counts. Can be repeated.", HelpName = "PATH" };
        var options = new QueryOptions(StandardFacets.All);
        var command = new Command("similar", "Find photos that are similar to a photo of the library. The photo itself and its copies are excluded.") { path, text, more };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(path)))
                result.AddError("PATH is blank. Give the path of a photo, for example: similar holiday/beach.jpg");
            if (result.GetValue(more) is { Length: >= PhotoSearch.MaxLikePhotos } others)
                result.AddError($"There are {others.Length + 1} photos. The maximum is {PhotoSearch.MaxLikePhotos}.");
        });
        command.SetAction((parsed, cancellationToken) => QueryRun.RunAsync(
            parsed,
            options,
            string.Join(' ', parsed.GetRequiredValue(text)),
            (services, query) => parsed.GetValue(more) is [_, ..] others
                ? LikeAllAsync(services, query, [parsed.GetRequiredValue(path), .. others], cancellationToken)
                : LikeAsync(services, query, parsed.GetRequiredValue(path), parsed.InvocationConfiguration.Error, cancellationToken),
            cancellationToken));
        return command;
    }

    /// <summary>Takes several photos, all of which must be in the library.</summary>
    private static async Task<PhotoQuery> LikeAllAsync(IServiceProvider services, PhotoQuery query, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var photos = new List<long>();
        foreach (var path in paths)
        {
            photos.Add(await FindAsync(services, PlacesOf(services, path), cancellationToken)
                ?? throw new FileNotFoundException($"{Terminal.Printable(path)} is not in the library, or is not indexed yet. With --and, all photos must be."));
        }

        return query with { LikePhotos = photos };
    }

    private static string[] PlacesOf(IServiceProvider services, string path) =>
        [.. new[] { Path.GetFullPath(path), services.GetRequiredService<LibraryFolders>().Resolve(path) }.Distinct(StringComparer.Ordinal)];

    /// <summary>Returns the id of the photo at the first of some paths that has one with an embedding by the model; null if none has.</summary>
    private static async Task<long?> FindAsync(IServiceProvider services, IEnumerable<string> places, CancellationToken cancellationToken)
    {
        var (lookup, embeddings) = (services.GetRequiredService<PhotoLookup>(), services.GetRequiredService<EmbeddingIndex>());
        foreach (var place in places)
        {
            if (await lookup.FindByPathAsync(place, cancellationToken) is { } photo && await embeddings.EmbeddingAsync(photo.Id, cancellationToken) is not null)
                return photo.Id;
        }

        return null;
    }

    private static async Task<PhotoQuery> LikeAsync(IServiceProvider services, PhotoQuery query, string path, TextWriter error, CancellationToken cancellationToken)
    {
        var places = PlacesOf(services, path);
        foreach (var place in places)
        {
            // If another model created the photo's embedding, search with the file instead.
            if (await FindAsync(services, [place], cancellationToken) is { } photo)
                return query with { LikePhotos = [photo] };
            if (!File.Exists(place))
                continue;
            await error.WriteLineAsync($"{Terminal.Printable(place)} is not in the library. Searching with the file itself.");
            return query with { LikeImage = (await services.GetRequiredService<QueryImages>().AddAsync(place, cancellationToken)).Id };
        }

        throw new FileNotFoundException($"There is no photo {Terminal.Printable(path)}. Neither the library nor the disk contains {Terminal.Printable(string.Join(" or ", places))}.");
    }
}
