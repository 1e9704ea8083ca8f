namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>serve</c>, and no verb.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Only what has returned once is told to stop: else a signal that comes while the site is put together would end the
        // process, and leave the private PostgreSQL behind.
        await Task.Yield();
        var options = CommandLine.Options();
        await using var site = Site.Build(options);
        try
        {
            // A start that is given up half-way is logged as an error; one that is ended once it is done stops in good order.
            await site.StartAsync(CancellationToken.None);
            await site.WaitForShutdownAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new IOException($"Port {options.Port} of {options.Host} is in use: stop what listens there, or set PORT to another one.", e);
        }

        return ExitCode.Done;
    }
}
