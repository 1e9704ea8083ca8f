using System.Globalization;
using ClipSearch.Web.Api;
using Microsoft.AspNetCore.Localization;

namespace ClipSearch.Web;

/// <summary>
/// The languages of the pages: that of <c>Texts.resx</c>, and each that has a <c>Texts.LANGUAGE.resx</c>, from which the build
/// makes an assembly in a folder of the language's name. A browser gets the first of those that it asks for. Programs get the original.
/// </summary>
internal static class Languages
{
    /// <summary>The language of <c>Texts.resx</c>.</summary>
    public const string Original = "en";

    private static readonly PathString[] ForPrograms = [SearchApi.Root, "/openapi", "/health"];

    /// <summary>All of them, the original first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } =
    [
        CultureInfo.GetCultureInfo(Original),
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, $"{typeof(Languages).Assembly.GetName().Name}.resources.dll", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => CultureInfo.GetCultureInfo(Path.GetFileName(Path.GetDirectoryName(file))!))
            .OrderBy(language => language.Name, StringComparer.Ordinal),
    ];

    /// <summary>Answers each request in its language; comes before whatever may answer with a problem.</summary>
    public static void UseLanguages(this IApplicationBuilder app) => app.UseRequestLocalization(new RequestLocalizationOptions
    {
        DefaultRequestCulture = new RequestCulture(Original),
        SupportedCultures = [.. All],
        SupportedUICultures = [.. All],
        RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult(IsForPrograms(context.Request.Path) ? new ProviderCultureResult(Original) : null)),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ],
    });

    /// <summary>Whether programs ask there, not people; the page <c>/api</c> is for people.</summary>
    private static bool IsForPrograms(PathString path) => ForPrograms.Any(root => path.StartsWithSegments(root, out var below) && below.HasValue);
}
