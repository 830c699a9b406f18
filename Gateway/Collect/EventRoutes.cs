namespace Footfall.Collect;

/// <summary>The paths that take events, whatever the method.</summary>
internal static class EventRoutes
{
    private static readonly PathString[] Paths = [EventApi.Path, BatchApi.Path, EventApi.Path + "/", BatchApi.Path + "/"];

    public static bool IsOne(PathString path)
    {
        // Asked for each request, so without a delegate.
        foreach (PathString route in Paths)
        {
            if (path.Equals(route))
            {
                return true;
            }
        }

        return false;
    }
}
