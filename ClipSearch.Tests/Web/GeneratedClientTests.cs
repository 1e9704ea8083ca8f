using System.Diagnostics;
using System.Text.Json;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>A client that is generated from the OpenAPI document.</summary>
[Collection(GalleryCollection.Name)]
public sealed class GeneratedClientTests(GalleryFixture gallery) : IDisposable
{
    // Node finds its packages only inside the repository.
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
        using var json = JsonDocument.Parse(await NodeAsync(Path.Combine(_folder.FullName, "use.js"), gallery.Site.Address.ToString().TrimEnd('/')));

        var result = json.RootElement;
        var found = await gallery.Site.JsonAsync("/api/search?q=cat&limit=2&type=jpeg");
        Assert.Equal(found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()), result.GetProperty("found").EnumerateArray().Select(path => path.GetString()));
        Assert.Equal("number", result.GetProperty("score").GetString());
        Assert.True(result.GetProperty("similar").GetBoolean());
        Assert.True(result.GetProperty("several").GetBoolean());
        Assert.Equal("jpeg", result.GetProperty("type").GetString());
        Assert.Equal($"[3,{GalleryFixture.Photos}]", result.GetProperty("listed").GetRawText());
        Assert.Equal("""[404,"Photo not found"]""", result.GetProperty("missing").GetRawText());
        Assert.Contains("Describe a photo", result.GetProperty("blank")[1].GetString(), StringComparison.Ordinal);
    }

    private async Task<string> NodeAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(TestFiles.Repository, "node_modules", program);
        Assert.True(File.Exists(path), $"{path} is missing. Run scripts/setup --for-tests.");
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
