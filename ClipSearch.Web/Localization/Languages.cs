using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace ClipSearch.Web.Localization;

/// <summary>
/// The languages of the pages: that of <c>Texts.resx</c>, and those of each <c>Texts.LANGUAGE.resx</c>, for which the build creates
/// satellite assemblies. A browser gets the first supported language of its Accept-Language header. API clients get the original.
/// </summary>
internal static class Languages
{
    /// <summary>The language of <c>Texts.resx</c>.</summary>
    public const string Original = "en";

    /// <summary>All languages, the original first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } =
    [
        CultureInfo.GetCultureInfo(Original),
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, $"{typeof(Languages).Assembly.GetName().Name}.resources.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => CultureInfo.GetCultureInfo(Path.GetFileName(Path.GetDirectoryName(file))!))
            .OrderBy(language => language.Name, StringComparer.Ordinal),
    ];

    /// <summary>Sets the culture of each request. It must run before any middleware that can return a problem response.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="forPrograms">The path prefixes for which the original language is used.</param>
    public static void UseLanguages(this IApplicationBuilder app, IReadOnlyList<PathString> forPrograms) => app.UseRequestLocalization(new RequestLocalizationOptions
    {
        DefaultRequestCulture = new RequestCulture(Original),
        SupportedCultures = [.. All],
        SupportedUICultures = [.. All],
        RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult(forPrograms.Any(root => context.Request.Path.StartsWithSegments(root, out var below) && below.HasValue) ? new ProviderCultureResult(Original) : null)),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ],
    });
}
