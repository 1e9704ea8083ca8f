using System.CommandLine;
using ClipSearch.Core;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>search [TEXT] [--image FILE]</c>.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var text = new Argument<string[]>("TEXT")
        {
            Description = "What you remember of a picture; words behind a minus are not wanted. With --image it may be left out.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var image = new Option<string?>("--image") { Description = "A picture that the photos shall be like.", HelpName = "FILE" };
        var options = new QueryOptions();
        var command = new Command("search", "Find the photos nearest to a text, to a picture, or to both.") { text, image };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(image) is null && QueryWords.Of(string.Join(' ', result.GetValue(text) ?? [])).Wanted.Length == 0)
                result.AddError("TEXT says nothing to look for; type what you remember of a picture, for instance: search man jumping");
        });
        command.SetAction((parsed, cancellationToken) => QueryRun.RunAsync(
            parsed,
            options,
            string.Join(' ', parsed.GetRequiredValue(text)),
            async (services, query) => parsed.GetValue(image) is { } path
                ? query with { LikePicture = (await services.GetRequiredService<QueryPictures>().AddAsync(path, cancellationToken)).Id }
                : query,
            cancellationToken));
        return command;
    }
}
