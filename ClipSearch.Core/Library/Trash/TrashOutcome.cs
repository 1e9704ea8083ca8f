namespace ClipSearch.Core.Library.Trash;

/// <summary>The result of moving several photos into or out of the trash.</summary>
/// <param name="Moved">The photos that were moved, in the order of the request.</param>
/// <param name="Failed">The photos that were not, in the order of the request.</param>
public sealed record TrashOutcome(IReadOnlyList<TrashMove> Moved, IReadOnlyList<TrashFailure> Failed);

/// <summary>A photo that was moved into or out of the trash, which changes its ID.</summary>
/// <param name="From">The ID before: in the library, or for a restored photo in the trash.</param>
/// <param name="To">The ID afterwards: in the trash, or for a restored photo in the library.</param>
public sealed record TrashMove(long From, long To);

/// <summary>A photo that was not moved.</summary>
/// <param name="Id">The ID of the photo.</param>
/// <param name="Reason">The reason in one sentence; null if there is no photo with this ID.</param>
public sealed record TrashFailure(long Id, string? Reason);
