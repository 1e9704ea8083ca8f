using ClipSearch.Core.Settings;
using Microsoft.AspNetCore.Authorization;

namespace ClipSearch.Web.Access;

/// <summary>The authorization policies of endpoints. <see cref="AccessControl"/> implements the rules.</summary>
internal static class AccessPolicies
{
    /// <summary>Requires write access.</summary>
    public const string Writer = "writer";

    /// <summary>Requires read access for GET and HEAD, write access for all other methods.</summary>
    public const string WriterToChange = "writer-to-change";

    public static IServiceCollection AddAccessPolicies(this IServiceCollection services, ClipSearchOptions options)
    {
        var policies = services
            .AddSingleton<AccessControl>()
            .AddSingleton<IAuthorizationHandler, WriterHandler>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalResultHandler>()
            .AddAuthorizationBuilder()
            .AddPolicy(Writer, policy => policy.AddRequirements(new WriterRequirement(ReadingIsOpen: false)))
            .AddPolicy(WriterToChange, policy => policy.AddRequirements(new WriterRequirement(ReadingIsOpen: true)));
        // Endpoints without a policy require read access.
        if (options.Private)
            policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new ReaderRequirement()).Build());
        return services;
    }
}
