namespace ClipSearch.Core.Library.Sync;

/// <summary>Delays the first scan until the site is ready for its first search.</summary>
/// <param name="Opened">A task that completes when scanning may start. It never fails.</param>
public sealed record FirstScanGate(Task Opened);
