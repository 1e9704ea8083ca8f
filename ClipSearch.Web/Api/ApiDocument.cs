using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClipSearch.Web.Api;

/// <summary>The API's OpenAPI document, <c>/openapi/v1.json</c>, generated from the endpoints' metadata.</summary>
internal static class ApiDocument
{
    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services
        // Otherwise the document describes numbers as "integer or string".
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict)
        .AddOpenApi(Describe);

    private static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith(ApiPaths.Root[1..] + "/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ClipSearch",
                Version = "v1",
                Description = "Search your photos by describing them. Requests that change the library are accepted from the machine that ClipSearch runs on, and from other machines with ACCESS_TOKEN.",
            };
            // The document does not depend on the host that it is requested from.
            document.Servers = SiteUrls.Base.Length == 0 ? [] : [new OpenApiServer { Url = SiteUrls.Base }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "ACCESS_TOKEN. Not required on the machine that ClipSearch runs on." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            foreach (var description in context.Description.ParameterDescriptions.Where(parameter => parameter.Source != BindingSource.Body))
                Describe(operation.Parameters!.OfType<OpenApiParameter>().Single(parameter => parameter.Name == description.Name), description);
            if (metadata.OfType<MethodInfo>().Any(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(FilterRequest))))
                AddFacets(operation.Parameters!, context.ApplicationServices.GetRequiredService<FacetList>());
            foreach (var body in metadata.OfType<ApiBody>())
                operation.RequestBody = body.Describe();
            if (metadata.OfType<IAuthorizeData>().Any())
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", context.Document)] = [] }];
            return Task.CompletedTask;
        });
    }

    /// <summary>Adds the parameters of a filter before the part of the list that is requested.</summary>
    private static void AddFacets(IList<IOpenApiParameter> parameters, FacetList facets)
    {
        var index = parameters.TakeWhile(parameter => parameter.Name != "limit").Count();
        foreach (var facet in facets.All)
        {
            parameters.Insert(index++, new OpenApiParameter
            {
                Name = facet.Name,
                In = ParameterLocation.Query,
                Description = facet.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = facet.Choices.Count == 0 ? null : [.. facet.Choices.Select(choice => (JsonNode)choice)] },
            });
        }
    }

    /// <summary>
    /// Adds the type, range and default that a query parameter's attributes declare, since its CLR type is always string.
    /// </summary>
    private static void Describe(OpenApiParameter parameter, ApiParameterDescription description)
    {
        parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        if (description.ParameterDescriptor is not IParameterInfoParameterDescriptor { ParameterInfo: { } declared } || parameter.Schema is not OpenApiSchema schema)
            return;
        if (declared.GetCustomAttribute<QueryValueAttribute>() is not { } value)
            return;
        (schema.Type, schema.Format) = value.Type == typeof(bool) ? (JsonSchemaType.Boolean, (string?)null)
            : value.Type == typeof(float) ? (JsonSchemaType.Number, "float") : (JsonSchemaType.Integer, "int64");
        schema.Minimum = value.Minimum is { } minimum ? Convert.ToString(minimum, CultureInfo.InvariantCulture) : null;
        schema.Maximum = value.Maximum is { } maximum ? Convert.ToString(maximum, CultureInfo.InvariantCulture) : null;
        schema.Default = JsonSerializer.SerializeToNode(value.Default);
        parameter.Required = value.IsRequired;
        if (value.MaxItems > 0)
        {
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = value.IsRequired ? 1 : null, MaxItems = value.MaxItems, Items = schema };
            (parameter.Style, parameter.Explode) = (ParameterStyle.Form, false);
        }
    }
}

/// <summary>The body of a request that the endpoint reads as it arrives.</summary>
/// <param name="Description">The description of the body.</param>
/// <param name="Contents">The schemas by media type.</param>
internal sealed record ApiBody(string Description, IReadOnlyDictionary<string, OpenApiSchema> Contents)
{
    private static readonly OpenApiSchema File = new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>An image to search with.</summary>
    public static ApiBody Image { get; } = new(
        "The image, as a form field or as the request body. Maximum: 64 MiB.",
        new Dictionary<string, OpenApiSchema>
        {
            ["multipart/form-data"] = Object("image", File),
            ["application/octet-stream"] = File,
            ["image/*"] = File,
        });

    /// <summary>Files to add, or the URL of one.</summary>
    public static ApiBody Photos { get; } = new(
        "Up to 1,000 files of up to MAX_UPLOAD_MB each, or the public URL of an image.",
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

/// <summary>Extension methods that describe endpoints.</summary>
internal static class ApiDescriptions
{
    /// <summary>Sets the endpoint's name and summary.</summary>
    public static RouteHandlerBuilder Described(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint.WithName(name).WithSummary(summary).WithTags("ClipSearch");

    /// <summary>Declares the statuses of the endpoint's problem responses.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status503ServiceUnavailable))
            endpoint.ProducesProblem(status);
        return endpoint;
    }
}
