using System.Globalization;
using ClipSearch.Core.Images;
using ClipSearch.Web.Cli;

// The command line and the log speak the same on every machine; pages follow the browser.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
if (args is [DecoderCommand.Verb, var maxMemory])
    return DecoderWorker.Run(maxMemory);
return await CommandLine.RunAsync(args);
