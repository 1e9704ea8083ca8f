using ClipSearch.Web.Hosting;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>serve</c>, which is also the default.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Handle stop signals during startup: they cancel this method only after it has yielded. Otherwise a signal would end the process
        // and leave the private PostgreSQL running.
        await Task.Yield();
        var options = CommandLine.Options();
        await using var site = Site.Build(options);
        try
        {
            // Cancelling during startup would be logged as an error; cancelling after it stops the site in order.
            await site.StartAsync(CancellationToken.None);
            await site.WaitForShutdownAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new IOException($"Port {options.Port} of {options.Host} is in use. Stop the program that uses it, or set PORT to another port.", e);
        }

        return ExitCode.Done;
    }
}
