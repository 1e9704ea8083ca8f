using System.CommandLine;
using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>similar PATH [TEXT]</c>.</summary>
internal static class SimilarCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A photo of the library, by its path in the working directory or in PHOTOS_DIR; any other file is a picture to search with." };
        var text = new Argument<string[]>("TEXT") { Description = "A text that counts beside the photo.", Arity = ArgumentArity.ZeroOrMore };
        var options = new QueryOptions();
        var command = new Command("similar", "Find the photos nearest to a photo of the library, without itself and its copies.") { path, text };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(path)))
                result.AddError("PATH is blank; name a photo, for instance: similar holiday/beach.jpg");
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
        var index = services.GetRequiredService<PhotoIndex>();
        string[] places = [.. new[] { Path.GetFullPath(path), services.GetRequiredService<PhotoRoots>().Resolve(path) }.Distinct(StringComparer.Ordinal)];
        foreach (var place in places)
        {
            // A photo that another model has embedded is searched with by its file.
            if (await index.FindByPathAsync(place, cancellationToken) is { } photo && await index.EmbeddingAsync(photo.Id, cancellationToken) is not null)
                return query with { LikePhoto = photo.Id };
            if (!File.Exists(place))
                continue;
            await error.WriteLineAsync($"{Terminal.Printable(place)} is not taken in; it is searched with as a picture.");
            return query with { LikePicture = (await services.GetRequiredService<QueryPictures>().AddAsync(place, cancellationToken)).Id };
        }

        throw new FileNotFoundException($"There is no photo {Terminal.Printable(path)}: neither the library nor the disk has {Terminal.Printable(string.Join(" or ", places))}.");
    }
}
