using System.Globalization;
using ClipSearch.Web.Cli;

// Numbers and dates are written the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await CommandLine.RunAsync(args);
