using System.Reflection;
using Footfall.Sites;

namespace Footfall.Simulation.Hosts;

/// <summary>Gives references to site grains, which is all that is asked of a grain factory here.</summary>
/// <remarks>Not sealed and public, since its proxy derives from it.</remarks>
public class SiteGrainFactory : DispatchProxy
{
    private Func<string, ISiteGrain> _create = null!;

    internal static IGrainFactory Create(Func<string, ISiteGrain> create)
    {
        IGrainFactory factory = Create<IGrainFactory, SiteGrainFactory>();
        ((SiteGrainFactory)factory)._create = create;
        return factory;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _create((string)args![0]!);
}
