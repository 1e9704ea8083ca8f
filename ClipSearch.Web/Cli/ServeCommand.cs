namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>serve</c>, and no verb.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        await using var site = Site.Build(options);
        try
        {
            await site.RunAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new IOException($"Port {options.Port} of {options.Host} is in use: stop what listens there, or set PORT to another one.", e);
        }

        return ExitCode.Done;
    }
}
