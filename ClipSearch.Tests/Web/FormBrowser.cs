using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace ClipSearch.Tests.Web;

/// <summary>A browser without JavaScript that stores cookies, follows redirects and submits forms.</summary>
internal sealed class FormBrowser(TestSite site)
{
    private readonly Dictionary<string, string> _cookies = [];

    public Task<IHtmlDocument> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<IHtmlDocument> SubmitAsync(IHtmlFormElement form) => SendAsync(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action"))
    {
        Content = new FormUrlEncodedContent(form.QuerySelectorAll("input[name]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""))),
    });

    private async Task<IHtmlDocument> SendAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var given) ? given : [])
        {
            var parts = cookie.Split(';')[0].Split('=', 2);
            _cookies[parts[0]] = parts[1];
        }

        if ((int)response.StatusCode is 302 or 303)
            return await GetAsync(response.Headers.Location!.ToString());
        Assert.Equal(200, (int)response.StatusCode);
        return await TestSite.HtmlAsync(response);
    }
}
