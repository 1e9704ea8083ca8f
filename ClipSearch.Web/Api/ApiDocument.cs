using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClipSearch.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClipSearch.Web.Api;

/// <summary>The API's OpenAPI document, <c>/openapi/v1.json</c>: what the endpoints say of themselves.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services
        // Numbers are numbers, and are described as such.
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict)
        .AddOpenApi(Describe);

    private static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith(SearchApi.Root[1..] + "/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ClipSearch",
                Version = "v1",
                Description = "Find photos of your own folders by what you remember of them. What changes the library is open to the machine that ClipSearch runs on, and from elsewhere to whoever shows ACCESS_TOKEN.",
            };
            // The document is the same wherever it is asked for.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "ACCESS_TOKEN; not needed on the machine that ClipSearch runs on." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            foreach (var parameter in metadata.OfType<ApiParameter>())
                (operation.Parameters ??= []).Add(parameter.Describe());
            foreach (var body in metadata.OfType<ApiBody>())
                operation.RequestBody = body.Describe();
            if (metadata.OfType<IAuthorizeData>().Any())
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] }];
            return Task.CompletedTask;
        });
    }
}

/// <summary>A part of an address's query, which an endpoint reads by itself so that its problems have sentences.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it says.</param>
/// <param name="Type">Of its value.</param>
internal sealed record ApiParameter(string Name, string Description, JsonSchemaType Type = JsonSchemaType.String)
{
    /// <summary>The least value of a number.</summary>
    public decimal? Least { get; init; }

    /// <summary>The greatest value of a number.</summary>
    public decimal? Most { get; init; }

    /// <summary>The value that counts where it is missing.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>The values that it can have, if they are few.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Which photos; see <see cref="FilterRequest"/>.</summary>
    public static IReadOnlyList<ApiParameter> Filter { get; } =
    [
        new("folder", "Only photos at and below this folder: below PHOTOS_DIR, or absolute."),
        new("takenFrom", "Only photos taken then or later, by the clocks of the place: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or 2024-05-31T18:00:59."),
        new("takenTo", "Only photos taken then or before; the year, month, day, minute or second counts as a whole."),
        new("orientation", "Only photos that stand so.") { Choices = FilterRequest.Orientations },
        new("camera", "Only photos of cameras whose name has this in it, in any case."),
        new("type", "Only files of this type, by their content.") { Choices = FilterRequest.Types },
    ];

    /// <summary>Which page.</summary>
    public static IReadOnlyList<ApiParameter> Page { get; } =
    [
        new("limit", "How many at most.", JsonSchemaType.Integer) { Least = 1, Most = PhotoSearch.MaxLimit, Default = PhotoSearch.DefaultLimit },
        new("offset", "How many of the first to pass over.", JsonSchemaType.Integer) { Least = 0, Most = int.MaxValue, Default = 0 },
    ];

    /// <summary>How a text and what it leaves out count.</summary>
    public static IReadOnlyList<ApiParameter> Words { get; } =
    [
        new("pictureWeight", "How much a picture counts beside a text; the text has the rest.", JsonSchemaType.Number) { Least = 0, Most = 1, Default = 0.5 },
        new("minusWeight", "How much each unwanted word is taken away.", JsonSchemaType.Number) { Least = 0, Most = 1, Default = 0.5 },
    ];

    /// <summary>Whether photos are stacked.</summary>
    public static ApiParameter Stacks { get; } =
        new("stacks", "Whether copies of a picture, and pictures that look nearly the same, are one hit: the nearest of them.", JsonSchemaType.Boolean) { Default = true };

    /// <summary>A text.</summary>
    public static ApiParameter Text(string description) => new("q", description);

    public OpenApiParameter Describe() => new()
    {
        Name = Name,
        In = ParameterLocation.Query,
        Description = Description,
        Schema = new OpenApiSchema
        {
            Type = Type,
            Format = Type == JsonSchemaType.Integer ? "int64" : Type == JsonSchemaType.Number ? "float" : null,
            Minimum = Least?.ToString(CultureInfo.InvariantCulture),
            Maximum = Most?.ToString(CultureInfo.InvariantCulture),
            Default = Default?.DeepClone(),
            Enum = Choices.Count == 0 ? null : [.. Choices.Select(choice => (JsonNode)choice)],
        },
    };
}

/// <summary>A request's body, which an endpoint reads by itself as it arrives.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Contents">Media types and their schemas.</param>
internal sealed record ApiBody(string Description, IReadOnlyDictionary<string, OpenApiSchema> Contents)
{
    private static readonly OpenApiSchema File = new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>A picture to search with.</summary>
    public static ApiBody Picture { get; } = new(
        "The picture: a form's field, or the body itself; up to 64 MiB.",
        new Dictionary<string, OpenApiSchema>
        {
            ["multipart/form-data"] = Object("image", File),
            ["application/octet-stream"] = File,
            ["image/*"] = File,
        });

    /// <summary>Files to add, or where one lies.</summary>
    public static ApiBody Photos { get; } = new(
        "Up to 1,000 files, each up to MAX_UPLOAD_MB; or a public address of a picture.",
        new Dictionary<string, OpenApiSchema>
        {
            ["multipart/form-data"] = Object("files", new OpenApiSchema { Type = JsonSchemaType.Array, Items = File }),
            ["application/json"] = Object("url", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" }),
        });

    public OpenApiRequestBody Describe() => new()
    {
        Description = Description,
        Required = true,
        Content = Contents.ToDictionary(content => content.Key, content => new OpenApiMediaType { Schema = content.Value }),
    };

    private static OpenApiSchema Object(string name, OpenApiSchema schema) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema> { [name] = schema },
        Required = new HashSet<string> { name },
    };
}

/// <summary>How endpoints describe themselves.</summary>
internal static class ApiDescriptions
{
    /// <summary>Names the endpoint and what it does.</summary>
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary).WithTags("ClipSearch");

    /// <summary>The parts of the query that it reads.</summary>
    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder endpoint, params IEnumerable<ApiParameter> parameters) => endpoint.WithMetadata([.. parameters]);

    /// <summary>The problems that it may answer with.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status503ServiceUnavailable))
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
