namespace ClipSearch.Core.Settings;

/// <summary>Formats ClipSearch commands for messages, as they are called in this environment.</summary>
public static class Invocation
{
    /// <summary>
    /// The environment variable in which a script or container sets its own command, because the program cannot see how it was started.
    /// </summary>
    public const string Setting = "CLIPSEARCH_COMMAND";

    private const string Usual = "scripts/clipsearch";

    /// <summary>Returns a command as the user types it.</summary>
    /// <param name="arguments">The verb and its arguments.</param>
    public static string Of(string arguments) => $"{(Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } command ? command : Usual)} {arguments}";
}
