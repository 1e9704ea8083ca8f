namespace ClipSearch.Core;

/// <summary>How ClipSearch's verbs are called here, for texts that name a command.</summary>
public static class Invocation
{
    /// <summary>What a script or a container says of itself, since the program cannot see how it was started.</summary>
    public const string Setting = "CLIPSEARCH_COMMAND";

    private const string Usual = "scripts/clipsearch";

    /// <summary>A command as it is typed.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    public static string Of(string arguments) => $"{(Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } command ? command : Usual)} {arguments}";
}
