using System.Reflection;
using System.Runtime.InteropServices;
using ClipSearch.Core.Data;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The settings and the versions of the running system: <c>/settings</c>, for users with write access.</summary>
[Authorize(Policy = AccessPolicies.Writer)]
public sealed class SettingsModel(ClipSearchOptions options, Database database) : PageModel
{
    /// <summary>The settings.</summary>
    public IReadOnlyList<SettingView> Settings { get; } = SettingView.Of(options);

    /// <summary>ClipSearch's version, with the commit if the build knew it.</summary>
    public static string Version { get; } = typeof(SettingsModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The .NET version, the operating system and the architecture.</summary>
    public static string Platform => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";

    /// <summary>The database's location.</summary>
    public string DatabasePlace => database.Description;

    /// <summary>The database's versions and number of photos; null if it is unavailable.</summary>
    public DatabaseFacts? Facts { get; private set; }

    /// <summary>Why the database is unavailable; null if it is not.</summary>
    public Problem? DatabaseProblem { get; private set; }

    /// <summary>Handles GET /settings. It also works while the database is unavailable, since that is when users need it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            Facts = await database.FactsAsync(cancellationToken);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            DatabaseProblem = ExceptionProblems.Of(e, HttpContext);
        }
    }
}
