using System.Text.Json;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace ClipSearch.Tests.Web;

/// <summary>The OpenAPI document is the API's promise: it changes only together with the file that was looked at.</summary>
[Collection(GalleryCollection.Name)]
public sealed class ApiDocumentTests(GalleryFixture gallery)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly TestSite _site = gallery.Site;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_matches_the_reviewed_file()
    {
        var document = JsonSerializer.Serialize(await _site.JsonAsync("/openapi/v1.json"), Indented).ReplaceLineEndings("\n") + "\n";
        var verified = Path.Combine(TestFiles.Repository, "ClipSearch.Tests/Web/openapi.json");
        if (await File.ReadAllTextAsync(verified, Token) == document)
            return;
        var received = Path.Combine(Path.GetTempPath(), "clipsearch-openapi.json");
        await File.WriteAllTextAsync(received, document, Token);
        Assert.Fail($"The API has changed. Look at the difference, and if it is meant: cp {received} {verified}");
    }

    [Fact]
    public async Task The_document_lists_exactly_the_API_endpoints()
    {
        var document = await _site.JsonAsync("/openapi/v1.json");

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        var mapped = _site.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/').Replace(":long", "", StringComparison.Ordinal)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_document_lists_429_exactly_for_rate_limited_operations()
    {
        var document = await _site.JsonAsync("/openapi/v1.json");

        var told = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.GetProperty("responses").TryGetProperty("429", out _))
            .Select(operation => operation.Value.GetProperty("operationId").GetString());
        var counted = _site.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).OfType<string>();
        Assert.Equal(counted.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/api/search", "/api/search?q=cat")]
    [InlineData("/api/photos", "/api/photos?")]
    [InlineData("/api/duplicates", "/api/duplicates?")]
    public async Task The_API_enforces_the_limits_of_the_document(string path, string address)
    {
        var document = await _site.JsonAsync("/openapi/v1.json");

        foreach (var parameter in document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray())
        {
            var (name, schema) = (parameter.GetProperty("name").GetString(), parameter.GetProperty("schema"));
            if (schema.TryGetProperty("enum", out var choices))
            {
                foreach (var choice in choices.EnumerateArray())
                    await _site.JsonAsync($"{address}&{name}={choice.GetString()}");
                await _site.JsonAsync($"{address}&{name}=none+of+these", 400);
            }

            if (schema.TryGetProperty("minimum", out var least))
            {
                await _site.JsonAsync($"{address}&{name}={least.GetDouble() - 1}", 400);
                if (name != "like")
                    await _site.JsonAsync($"{address}&{name}={least}");
            }

            if (schema.TryGetProperty("maximum", out var most))
            {
                await _site.JsonAsync($"{address}&{name}={most}");
                await _site.JsonAsync($"{address}&{name}={most.GetDouble() + 1:F0}", 400);
            }

            if (schema.TryGetProperty("default", out var usual))
                await _site.JsonAsync($"{address}&{name}={usual}");
        }
    }
}
