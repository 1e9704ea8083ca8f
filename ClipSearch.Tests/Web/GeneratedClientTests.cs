using System.Diagnostics;
using System.Text.Json;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>The API's document is good for what such documents are for: a client is generated from it, checked and run.</summary>
[Collection(GalleryCollection.Name)]
public sealed class GeneratedClientTests(GalleryFixture gallery) : IDisposable
{
    // Inside the repository, where Node finds the packages.
    private readonly DirectoryInfo _folder = Directory.CreateDirectory(Path.Combine(TestFiles.Repository, "artifacts", $"client-{Guid.NewGuid():N}"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_generated_client_compiles_and_works()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "openapi.json"), await gallery.Site.Client.GetStringAsync("/openapi/v1.json", Token), Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "package.json"), """{ "type": "module" }""", Token);
        File.Copy(Path.Combine(TestFiles.Repository, "ClipSearch.Tests/Client/use.ts"), Path.Combine(_folder.FullName, "use.ts"));

        await NodeAsync("openapi-typescript/bin/cli.js", "openapi.json", "--output", "api.d.ts");
        await NodeAsync("typescript/bin/tsc", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext", "use.ts");
        using var said = JsonDocument.Parse(await NodeAsync(Path.Combine(_folder.FullName, "use.js"), gallery.Site.Address.ToString().TrimEnd('/')));

        var answer = said.RootElement;
        var found = await gallery.Site.JsonAsync("/api/search?q=cat&limit=2&type=jpeg");
        Assert.Equal(found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()), answer.GetProperty("found").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal("number", answer.GetProperty("score").GetString());
        Assert.True(answer.GetProperty("similar").GetBoolean());
        Assert.Equal("jpeg", answer.GetProperty("type").GetString());
        Assert.Equal($"[3,{GalleryFixture.Photos}]", answer.GetProperty("listed").GetRawText());
        Assert.Equal("""[404,"Photo not found"]""", answer.GetProperty("missing").GetRawText());
        Assert.Contains("Describe a photo", answer.GetProperty("blank")[1].GetString(), StringComparison.Ordinal);
    }

    private async Task<string> NodeAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(TestFiles.Repository, "node_modules", program);
        Assert.True(File.Exists(path), $"There is no {path}; scripts/setup --for-tests installs it.");
        using var process = Process.Start(new ProcessStartInfo("node", [path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, $"{program}: {await output}{await error}");
        return await output;
    }
}
