using Bunit;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Components;

public sealed class ProblemBoxTests : ComponentTest
{
    private const string Address = "/?q=<b>&offset=24";

    /// <summary>The status and the title of each problem.</summary>
    public static TheoryData<string, int, string> Kinds => new()
    {
        { nameof(Problem.BlankQuery), 400, "Search text is empty" },
        { nameof(Problem.UnknownPhoto), 404, "Photo not found" },
        { nameof(Problem.ExpiredImage), 404, "Image expired" },
        { nameof(Problem.BadValue), 400, "Invalid value" },
        { nameof(Problem.TooManySearches), 429, "Too many searches" },
        { nameof(Problem.NoAnswer), 504, "ClipSearch is not responding" },
        { nameof(Problem.TokenNeeded), 401, "Sign in to change the library" },
        { nameof(Problem.OnlyLocal), 403, "Changes are not allowed from here" },
        { nameof(DatabaseUnavailableException), 503, "The database is down" },
        { nameof(DatabaseUnusableException), 503, "The database cannot be used" },
        { nameof(ModelLoadingException), 503, "The model is still loading" },
        { nameof(ModelException), 500, "The model cannot be used" },
        { nameof(InvalidOperationException), 500, "Something went wrong" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_error_has_its_status_title_and_message(string kind, int status, string title)
    {
        var problem = Of(kind);
        var box = Box(new ProblemView(problem, Address)).Find(".problem[role=alert][data-announce]");

        Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), box.GetAttribute("data-status"));
        Assert.Equal(title, box.QuerySelector("h2")!.TextContent);
        Assert.Equal(problem.Sentence, box.QuerySelector("p")!.TextContent);
        Assert.Equal(status >= 500, box.QuerySelectorAll("a").Any(link => link.GetAttribute("href") == Address));
    }

    [Fact]
    public void Only_a_loading_model_is_retried_automatically()
    {
        var box = Box(new ProblemView(Of(nameof(ModelLoadingException)), Address)).Find(".problem");

        Assert.Equal(
            (Address, "load delay:2s", "#results"),
            (box.GetAttribute("hx-get"), box.GetAttribute("hx-trigger"), box.GetAttribute("hx-target")));
        Assert.Empty(Box(new ProblemView(Of(nameof(ModelLoadingException)))).FindAll("[hx-get], [hx-trigger], [hx-target], a"));
        Assert.Empty(
            Box(new ProblemView(Of(nameof(DatabaseUnavailableException)), Address)).FindAll("[hx-get], [hx-trigger], [hx-target]"));
    }

    [Fact]
    public void Only_a_missing_token_links_to_the_sign_in_page()
    {
        Assert.Equal(
            "/signin?back=%2Fsettings",
            Box(new ProblemView(Problem.TokenNeeded, null, "/signin?back=%2Fsettings")).Find("a").GetAttribute("href"));
        Assert.Empty(Box(new ProblemView(Problem.OnlyLocal, null, "/signin")).FindAll("a"));
    }

    [Fact]
    public void The_message_of_an_unexpected_exception_is_hidden() =>
        Assert.DoesNotContain("secret", Box(new ProblemView(Of(nameof(InvalidOperationException)))).Markup, StringComparison.Ordinal);

    [Fact]
    public void A_value_of_the_url_is_shown_as_text()
    {
        var box = Box(new ProblemView(Problem.BadValue("offset", "<img src=x>", "a number")));

        Assert.Equal("offset is “<img src=x>”. Expected a number.", box.Find("p").TextContent);
        Assert.Empty(box.FindAll("img"));
    }

    private IRenderedComponent<ProblemBox> Box(ProblemView view) => Show<ProblemBox>(parameters => parameters.Add(box => box.View, view));

    /// <summary>Creates a request of a user who may see details.</summary>
    private static DefaultHttpContext Writer(string trace)
    {
        var services = new ServiceCollection().AddSingleton(new ClipSearchOptions()).AddSingleton(TimeProvider.System).AddLogging()
            .AddSingleton<WrongTokenLimiter>().AddSingleton<Sessions>().AddSingleton<AccessControl>().BuildServiceProvider();
        var context = new DefaultHttpContext { RequestServices = services, TraceIdentifier = trace };
        context.Features.Set(new Connection(System.Net.IPAddress.Loopback, IsLocal: true));
        return context;
    }

    private static Problem Of(string kind) => kind switch
    {
        nameof(Problem.BlankQuery) => Problem.BlankQuery,
        nameof(Problem.UnknownPhoto) => Problem.UnknownPhoto,
        nameof(Problem.ExpiredImage) => Problem.ExpiredImage,
        nameof(Problem.BadValue) => Problem.BadValue("offset", "x", "a whole number"),
        nameof(Problem.TooManySearches) => Problem.TooManySearches(3),
        nameof(Problem.NoAnswer) => Problem.NoAnswer,
        nameof(Problem.TokenNeeded) => Problem.TokenNeeded,
        nameof(Problem.OnlyLocal) => Problem.OnlyLocal,
        nameof(DatabaseUnavailableException) => ExceptionProblems.Of(new DatabaseUnavailableException("127.0.0.1:5432 does not respond."), Writer("a-trace")),
        nameof(DatabaseUnusableException) => ExceptionProblems.Of(new DatabaseUnusableException("It is too old."), Writer("a-trace")),
        nameof(ModelLoadingException) => ExceptionProblems.Of(new ModelLoadingException("It loads."), Writer("a-trace")),
        nameof(ModelException) => ExceptionProblems.Of(new ModelException("Run model verify."), Writer("a-trace")),
        _ => ExceptionProblems.Of(new InvalidOperationException("secret"), Writer("a-trace")),
    };
}
