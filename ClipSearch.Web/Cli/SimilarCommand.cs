using System.CommandLine;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>similar PATH [TEXT]</c>.</summary>
internal static class SimilarCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A photo, by its path in the working directory or in PHOTOS_DIR. A file outside the library is searched with as an image." };
        var text = new Argument<string[]>("TEXT") { Description = "A text to combine with the photo.", Arity = ArgumentArity.ZeroOrMore };
        var options = new QueryOptions(StandardFacets.All);
        var command = new Command("similar", "Find photos that are similar to a photo of the library. The photo itself and its copies are excluded.") { path, text };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(path)))
                result.AddError("PATH is blank. Give the path of a photo, for example: similar holiday/beach.jpg");
        });
        command.SetAction((parsed, cancellationToken) => QueryRun.RunAsync(
            parsed,
            options,
            string.Join(' ', parsed.GetRequiredValue(text)),
            (services, query) => LikeAsync(services, query, parsed.GetRequiredValue(path), parsed.InvocationConfiguration.Error, cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<PhotoQuery> LikeAsync(IServiceProvider services, PhotoQuery query, string path, TextWriter error, CancellationToken cancellationToken)
    {
        var (lookup, embeddings) = (services.GetRequiredService<PhotoLookup>(), services.GetRequiredService<EmbeddingIndex>());
        string[] places = [.. new[] { Path.GetFullPath(path), services.GetRequiredService<LibraryFolders>().Resolve(path) }.Distinct(StringComparer.Ordinal)];
        foreach (var place in places)
        {
            // If another model created the photo's embedding, search with the file instead.
            if (await lookup.FindByPathAsync(place, cancellationToken) is { } photo && await embeddings.EmbeddingAsync(photo.Id, cancellationToken) is not null)
                return query with { LikePhoto = photo.Id };
            if (!File.Exists(place))
                continue;
            await error.WriteLineAsync($"{Terminal.Printable(place)} is not in the library. Searching with the file itself.");
            return query with { LikeImage = (await services.GetRequiredService<QueryImages>().AddAsync(place, cancellationToken)).Id };
        }

        throw new FileNotFoundException($"There is no photo {Terminal.Printable(path)}. Neither the library nor the disk contains {Terminal.Printable(string.Join(" or ", places))}.");
    }
}
