using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>Pages whose HTML stops in the footer for a while, as over a slow connection. The browser draws them when they are complete, so that nothing moves.</summary>
[Collection(BrowserCollection.Name)]
public sealed class IncompletePageTests(PostgresFixture postgres, ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly HeldFooter _held = new();

    private TestLibrary _library = null!;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "1.jpg"), TestImages.Draw(1, 60, 60));
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library), builder => builder.Services.AddSingleton<IStartupFilter>(_held))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/browse")]
    [InlineData("/settings")]
    public Task A_page_whose_footer_is_incomplete_is_not_drawn(string address) => chromium.UseAsync(
        _site,
        async page =>
        {
            await page.Page.AddInitScriptAsync(ImageLoadingTests.RecordShifts);
            await page.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            await page.Page.WaitForFunctionAsync("() => document.querySelector('#bottom p') && [...document.styleSheets].length > 6", null, new() { PollingInterval = 20 });
            // Frames come only once the page is drawn.
            Assert.Equal("waited", await page.Page.EvaluateAsync<string>(
                """
                () => Promise.race([
                  new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done('drawn')))),
                  new Promise(done => setTimeout(() => done('waited'), 500)),
                ])
                """));

            _held.Rest.SetResult();
            await page.Page.WaitForLoadStateAsync(LoadState.Load);
            await page.FramesAsync();
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("window.shifted"));
            await Assertions.Expect(page.Page.Locator("#bottom")).ToBeVisibleAsync();
        },
        width: 390);

    /// <summary>Holds back the pages of the site from the middle of their footer.</summary>
    private sealed class HeldFooter : IStartupFilter
    {
        public TaskCompletionSource Rest { get; } = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, proceed) =>
            {
                if (!context.Request.Headers.Accept.ToString().StartsWith("text/html", StringComparison.Ordinal))
                {
                    await proceed(context);
                    return;
                }

                context.Request.Headers.Remove("Accept-Encoding");
                var body = context.Response.Body;
                using var whole = new MemoryStream();
                context.Response.Body = whole;
                await proceed(context);
                context.Response.Body = body;
                await SendAsync(context.Response, whole.ToArray());
            });
            next(app);
        };

        private async Task SendAsync(HttpResponse response, byte[] page)
        {
            var footer = page.AsSpan().IndexOf("id=\"bottom\""u8);
            var line = footer + page.AsSpan(footer).IndexOf("</p>"u8);
            await response.Body.WriteAsync(page.AsMemory(0, line));
            await response.Body.FlushAsync();
            await Rest.Task.WaitAsync(response.HttpContext.RequestAborted);
            await response.Body.WriteAsync(page.AsMemory(line));
        }
    }
}
