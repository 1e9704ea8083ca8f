using System.Text.Json;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace ClipSearch.Tests.Web;

/// <summary>The OpenAPI document, which changes only together with the reviewed file openapi.json.</summary>
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
        var reviewed = Path.Combine(TestFiles.Repository, "ClipSearch.Tests/Web/openapi.json");
        if (await File.ReadAllTextAsync(reviewed, Token) == document)
            return;
        var received = Path.Combine(Path.GetTempPath(), "clipsearch-openapi.json");
        await File.WriteAllTextAsync(received, document, Token);
        Assert.Fail($"The API differs from the reviewed document. If the change is intended: cp {received} {reviewed}");
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

        var documented = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.GetProperty("responses").TryGetProperty("429", out _))
            .Select(operation => operation.Value.GetProperty("operationId").GetString());
        var limited = _site.Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName).OfType<string>().ToList();
        Assert.NotEmpty(limited);
        Assert.Equal(limited.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
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

            if (schema.TryGetProperty("minimum", out var minimum))
            {
                await _site.JsonAsync($"{address}&{name}={minimum.GetDouble() - 1}", 400);
                await _site.JsonAsync($"{address}&{name}={minimum}");
            }

            if (schema.TryGetProperty("maximum", out var maximum))
            {
                await _site.JsonAsync($"{address}&{name}={maximum}");
                await _site.JsonAsync($"{address}&{name}={maximum.GetDouble() + 1:F0}", 400);
            }

            if (schema.TryGetProperty("default", out var value))
                await _site.JsonAsync($"{address}&{name}={value}");
        }
    }
}
