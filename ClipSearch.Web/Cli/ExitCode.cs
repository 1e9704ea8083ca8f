namespace ClipSearch.Web.Cli;

/// <summary>The exit codes of the verbs.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>Failure; stderr has the reason.</summary>
    public const int Failed = 1;

    /// <summary>Invalid arguments; stderr has the usage.</summary>
    public const int WrongUsage = 2;
}
