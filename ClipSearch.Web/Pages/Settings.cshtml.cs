using System.Reflection;
using System.Runtime.InteropServices;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The settings as they are, and what runs here: <c>/settings</c>, for those who may write.</summary>
[Authorize(Policy = AccessPolicies.Writer)]
public sealed class SettingsModel(ClipSearchOptions options, Database database) : PageModel
{
    /// <summary>The settings.</summary>
    public IReadOnlyList<SettingView> Settings { get; } = SettingView.Of(options);

    /// <summary>ClipSearch's version, with the commit that it was built from where the build knew it.</summary>
    public static string Version { get; } = typeof(SettingsModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>.NET's version and the machine.</summary>
    public static string Platform => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";

    /// <summary>Where the database is.</summary>
    public string DatabasePlace => database.Description;

    /// <summary>What the database is; null where it does not answer.</summary>
    public DatabaseFacts? Facts { get; private set; }

    /// <summary>Why it does not; null where it does.</summary>
    public Problem? DatabaseProblem { get; private set; }

    /// <summary>Shows them; while the database is away, too, since here is where people look then.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            Facts = await database.FactsAsync(cancellationToken);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            DatabaseProblem = Problem.Of(e, HttpContext);
        }
    }
}
