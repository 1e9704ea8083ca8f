using System.Net;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Who may write. A request that a proxy passes on counts as one from another machine.</summary>
public sealed class WriteAccessTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string AccessToken = "open sesame";
    private static readonly (string Name, string Value) FromElsewhere = ("X-Forwarded-For", "203.0.113.7");

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task This_machine_may_write_and_others_are_told_what_they_need()
    {
        await using var closed = await StartAsync(null);
        Assert.Equal(202, (int)(await PostAsync(closed)).StatusCode);
        var refusal = await PostAsync(closed, FromElsewhere);
        Assert.Equal(403, (int)refusal.StatusCode);
        Assert.Equal("application/problem+json", refusal.Content.Headers.ContentType?.MediaType);
        Assert.Contains("set ACCESS_TOKEN there", await refusal.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await using var open = await StartAsync(AccessToken);
        var challenge = await PostAsync(open, FromElsewhere);
        Assert.Equal(401, (int)challenge.StatusCode);
        Assert.Equal("Bearer", challenge.Headers.WwwAuthenticate.ToString());
        Assert.Equal(401, (int)(await PostAsync(open, FromElsewhere, ("Authorization", "Bearer open sesam"))).StatusCode);
        Assert.Equal(401, (int)(await PostAsync(open, FromElsewhere, ("Authorization", $"Basic {AccessToken}"))).StatusCode);
        Assert.Equal(202, (int)(await PostAsync(open, FromElsewhere, ("Authorization", $"Bearer {AccessToken}"))).StatusCode);
    }

    [Theory]
    [InlineData("Host", "evil.example:3000")] // a name that was made to resolve to this machine
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task A_page_of_another_site_may_not_write_though_it_is_looked_at_on_this_machine(string header, string value)
    {
        await using var site = await StartAsync(null);

        Assert.Equal(403, (int)(await PostAsync(site, (header, value))).StatusCode);
        Assert.Equal(202, (int)(await PostAsync(site, ("Origin", site.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
    }

    [Fact]
    public async Task The_form_turns_the_token_into_a_cookie_that_another_token_ends()
    {
        string cookie;
        await using (var site = await StartAsync(AccessToken))
        {
            Assert.Equal(403, (int)(await SignInAsync(site, "wrong")).StatusCode);
            var signedIn = await SignInAsync(site, AccessToken);
            Assert.Equal(302, (int)signedIn.StatusCode);
            var given = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("clipsearch=", StringComparison.Ordinal));
            Assert.Contains("httponly", given, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", given, StringComparison.OrdinalIgnoreCase);
            cookie = given.Split(';')[0];
            Assert.Equal(202, (int)(await PostAsync(site, FromElsewhere, ("Cookie", cookie))).StatusCode);
            Assert.DoesNotContain(site.Log.All, line => line.Contains(AccessToken, StringComparison.Ordinal));
        }

        await using (var again = await StartAsync(AccessToken))
            Assert.Equal(202, (int)(await PostAsync(again, FromElsewhere, ("Cookie", cookie))).StatusCode);
        await using (var changed = await StartAsync("another"))
            Assert.Equal(401, (int)(await PostAsync(changed, FromElsewhere, ("Cookie", cookie))).StatusCode);
        await using (var none = await StartAsync(null))
            Assert.Equal(403, (int)(await PostAsync(none, FromElsewhere, ("Cookie", cookie))).StatusCode);
    }

    [Fact]
    public async Task The_form_must_come_from_this_site()
    {
        await using var site = await StartAsync(AccessToken);
        using var form = new FormUrlEncodedContent([new("token", AccessToken)]);

        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.PostAsync("/signin", form, Token)).StatusCode);
    }

    private Task<TestSite> StartAsync(string? token) => TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: token));

    private static Task<HttpResponseMessage> PostAsync(TestSite site, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/sync");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return site.Client.SendAsync(request, Token);
    }

    private static async Task<HttpResponseMessage> SignInAsync(TestSite site, string token)
    {
        var response = await site.GetAsync("/signin", FromElsewhere);
        var page = await TestSite.HtmlAsync(response);
        var request = new HttpRequestMessage(HttpMethod.Post, "/signin")
        {
            Content = new FormUrlEncodedContent([new("token", token), new("__RequestVerificationToken", page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]),
        };
        request.Headers.TryAddWithoutValidation("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return await site.Client.SendAsync(request, Token);
    }
}
