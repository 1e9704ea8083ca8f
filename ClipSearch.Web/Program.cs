using System.Globalization;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Web.Cli;

// The command line and the log use the invariant culture on every machine; pages use the browser's language.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
if (args is [DecoderCommand.Verb, var maxMemory])
    return DecoderWorker.Run(maxMemory);
return await CommandLine.RunAsync(args);
