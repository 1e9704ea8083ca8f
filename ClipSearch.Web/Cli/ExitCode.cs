namespace ClipSearch.Web.Cli;

/// <summary>What a verb tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not; stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>It was not asked rightly; stderr says how to.</summary>
    public const int WrongUsage = 2;
}
